import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  AssetPin,
  type AssetContent,
  type AssetDeprecation,
  type AssetKind,
} from '../../../contracts/flow-assets.ts';
import type { FlowDefinition, FlowNode, FlowProblem } from '../../../contracts/flows.ts';
import { findComponent, type Component } from '../components/index.ts';

/** A published version of an asset, and how the asset stands. */
export interface PinnedAsset {
  readonly kind: AssetKind;
  readonly content: AssetContent;
  readonly deprecation: AssetDeprecation | null;
  readonly isRemoved: boolean;
}

/** A published version of an asset; undefined: there is none. */
export type FindAsset = (pin: AssetPin) => PinnedAsset | undefined;

const isPin = new Ajv2020({ strict: false }).compile<AssetPin>(AssetPin);

/** The asset that a node stands by; null: it says itself what it does. Its settings may be unfinished. */
export function pinOf({ component, settings }: FlowNode): AssetPin | null {
  if (findComponent(component)?.assetKind === undefined) return null;
  const asset = settings['asset'];
  return isPin(asset) ? { name: asset.name, version: asset.version } : null;
}

/** The assets that a definition stands by. */
export function pinnedBy({ nodes }: Pick<FlowDefinition, 'nodes'>): AssetPin[] {
  return nodes.flatMap((node) => pinOf(node) ?? []);
}

/** A node with what its asset says in place of its name, or what is wrong with that. */
export function withAsset(
  node: FlowNode,
  component: Component,
  findAsset: FindAsset,
): FlowNode | FlowProblem {
  const pin = pinOf(node);
  if (pin === null || component.withAsset === undefined) return node;
  const asset = findAsset(pin);
  const problem = { node: node.id, setting: '/asset' };
  if (asset === undefined) {
    const message = `There is no version ${pin.version} of an asset ${pin.name}.`;
    return { code: 'no_such_asset', message, mend: 'Choose one from the library.', ...problem };
  }
  if (asset.kind !== component.assetKind || !suits(asset.content, component)) {
    const message = `${pin.name} is no asset for ${component.code}.`;
    return { code: 'wrong_asset', message, mend: 'Choose another one.', ...problem };
  }
  return {
    ...node,
    settings: component.withAsset(node.settings, asset.content) as FlowNode['settings'],
  };
}

/** Where a person mends what is wrong at a setting: at the asset, when that says it in place of the node. */
export function settingDrawn(node: FlowNode, setting: string): string {
  const [, first = ''] = setting.split('/');
  const isAsset = pinOf(node) !== null && first !== '' && !Object.hasOwn(node.settings, first);
  return isAsset ? '/asset' : setting;
}

/** A template is written for mails or for chats. */
function suits(content: AssetContent, { code }: Component): boolean {
  return !('channel' in content) || (content.channel === 'mail') === (code === 'send_mail');
}
