import type {
  FlowAsset,
  FlowAssetSummary,
  PutFlowAsset,
} from '../../client/contract.generated.d.ts';

export type AssetKind = FlowAsset['kind'];
export type AssetContent = FlowAsset['content'];
export type Draft = PutFlowAsset;

/** How an asset stands, in one word. */
export function stateOf({
  versionsMade,
  hasDraft,
  deprecation,
}: Pick<FlowAssetSummary, 'versionsMade' | 'hasDraft' | 'deprecation'>) {
  if (deprecation !== null) return 'deprecated';
  if (versionsMade === 0) return 'draft';
  return hasDraft ? 'changed' : 'published';
}

export const STATE_MOODS = {
  draft: 'quiet',
  changed: 'warn',
  published: 'good',
  deprecated: 'bad',
} as const;

/** The parts of an asset that differ between two versions of it. */
export function changedParts(before: AssetContent, after: AssetContent): string[] {
  const [one, other] = [partsOf(before), partsOf(after)];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]),
  );
}

/** A table is told by what it is made of. */
function partsOf(content: AssetContent): Readonly<Record<string, unknown>> {
  return 'table' in content ? content.table : { ...content };
}
