import { isKept } from '../../kernel/kept-text.ts';
import { createHash } from 'node:crypto';
import type {
  Command,
  CommandHandler,
  FactSource,
  RecordFacts,
  UnitOfWork,
} from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type {
  AssetDeprecation,
  FlowAssetChanged,
  PutFlowAsset,
} from '../../../contracts/flow-assets.ts';
import type { AuditFacts } from '../audit/index.ts';
import { canonicalText } from '../definition/index.ts';
import { callerOf, refuseApproval, type FromCaller } from '../releases/four-eyes.ts';
import type { HandsFacts } from '../releases/hands.ts';
import type { Asset } from './asset.ts';
import { examineAsset } from './examine-asset.ts';
import type { LibraryFacts } from './library-facts.ts';

/** What commands on assets read and change. */
export interface LibrarySources {
  readonly assets: FactSource<RecordFacts<Asset>>;
  readonly library: FactSource<LibraryFacts>;
  readonly audit: FactSource<AuditFacts>;
  readonly hands: FactSource<HandsFacts>;
}

/** A command that names an asset. */
interface OnAsset {
  readonly name: string;
}

function needAsset({ assets, audit }: LibrarySources) {
  return ({ body }: Command<OnAsset>, unit: UnitOfWork): void => {
    unit.facts(assets).need(body.name);
    unit.facts(audit).need();
  };
}

/** put_flow_asset: keeps what somebody has written. Flows stand by published versions only. */
export function putAssetHandler(
  sources: LibrarySources,
): CommandHandler<OnAsset & PutFlowAsset & FromCaller> {
  return {
    kind: 'put_flow_asset',
    need: needAsset(sources),
    decide(command, unit) {
      const { name, kind, names, owner, description = null, content, version } = command.body;
      if (!isKept({ names, owner, description, content })) {
        return refuse('invalid_request', 'A text of it has a sign that cannot be kept.', {
          field: 'content',
        });
      }
      const facts = unit.facts(sources.assets);
      const before = facts.find(name);
      const isThere = before !== undefined && !before.isRemoved;
      if (isThere && version !== before.draftVersion) return refuseOvertaken(before);
      if (before !== undefined && before.kind !== kind) {
        return refuse('invalid_request', `${name} is a ${before.kind}.`, { field: 'kind' });
      }
      const draftVersion = (before?.draftVersion ?? 0) + 1;
      const authors = Object.fromEntries(
        callerOf(command).actors.map((actor) => [actor, draftVersion]),
      );
      const drawn = {
        names,
        owner,
        description,
        content,
        draftVersion,
        authors: { ...before?.authors, ...authors },
        isRemoved: false,
        changedAt: command.receivedAt,
        changedBy: command.actor,
      };
      const fresh: Asset = { name, kind, ...drawn, versionsMade: 0, deprecation: null, version: 1 };
      if (before === undefined) facts.add(fresh);
      const asset = before === undefined ? fresh : facts.change({ ...before, ...drawn });
      return tellAsset(sources, command, unit, asset, 'asset_drawn', { kind });
    },
  };
}

/** publish_flow_asset: the draft becomes a version that nodes may stand by. What leads outside takes a second person. */
export function publishAssetHandler(
  sources: LibrarySources,
): CommandHandler<OnAsset & { readonly version: number } & FromCaller> {
  return {
    kind: 'publish_flow_asset',
    need(command, unit) {
      needAsset(sources)(command, unit);
      unit.facts(sources.hands).need(command, auditedCode(command.body));
    },
    decide(command, unit) {
      const found = findAsset(sources, command.body, unit);
      if (found.kind === 'refused') return found;
      const { asset } = found;
      if (command.body.version !== asset.draftVersion) return refuseOvertaken(asset);
      const { problems, findings, tier } = examineAsset(asset);
      if (problems.length > 0) {
        const told = problems.map(({ message }) => message).join(' ');
        return refuse('flow_not_sound', told, { problems });
      }
      const blocking = findings.filter(({ severity }) => severity === 'block');
      if (blocking.length > 0) {
        const told = blocking.map(({ message }) => message.en).join(' ');
        return refuse('flow_against_policy', told, { findings: blocking });
      }
      if (tier !== 'everyone') {
        const authors = Object.keys(asset.authors);
        const hands = unit.facts(sources.hands).of(auditedCode(asset), command.receivedAt);
        const refusal = refuseApproval({ tier, authors }, callerOf(command), hands);
        if (refusal !== null) return refusal;
      }
      const number = asset.versionsMade + 1;
      unit.facts(sources.library).published.push({
        asset: asset.name,
        number,
        hash: hashOf(asset),
        content: asset.content,
        publishedAt: command.receivedAt,
        publishedBy: command.actor,
      });
      const published = unit
        .facts(sources.assets)
        .change({ ...asset, versionsMade: number, authors: {} });
      return tellAsset(sources, command, unit, published, 'asset_published', { number });
    },
  };
}

/** deprecate_flow_asset: whoever submits a flow that stands by it is told what to use in its place; null takes that back. */
export function deprecateAssetHandler(
  sources: LibrarySources,
): CommandHandler<OnAsset & { readonly deprecation: AssetDeprecation | null }> {
  return {
    kind: 'deprecate_flow_asset',
    need(command, unit) {
      needAsset(sources)(command, unit);
      const instead = command.body.deprecation?.useInstead;
      if (instead !== undefined) unit.facts(sources.assets).need(instead);
    },
    decide(command, unit) {
      const found = findAsset(sources, command.body, unit);
      if (found.kind === 'refused') return found;
      const { deprecation } = command.body;
      const instead = deprecation?.useInstead;
      if (instead !== undefined) {
        const other = unit.facts(sources.assets).find(instead);
        if (
          other?.kind !== found.asset.kind ||
          other.name === found.asset.name ||
          other.isRemoved
        ) {
          return refuse('invalid_request', `${instead} is no other asset of its kind.`, {
            field: 'useInstead',
          });
        }
      }
      const asset = unit.facts(sources.assets).change({ ...found.asset, deprecation });
      const action = deprecation === null ? 'asset_restored' : 'asset_deprecated';
      return tellAsset(sources, command, unit, asset, action, { ...deprecation });
    },
  };
}

/** remove_flow_asset: takes an asset that nothing uses out of the library. Its versions stay: runs may have gone by them. */
export function removeAssetHandler(sources: LibrarySources): CommandHandler<OnAsset> {
  return {
    kind: 'remove_flow_asset',
    need(command, unit) {
      needAsset(sources)(command, unit);
      unit.facts(sources.library).needUsers(command.body.name);
    },
    decide(command, unit) {
      const found = findAsset(sources, command.body, unit);
      if (found.kind === 'refused') return found;
      const { name } = found.asset;
      const flows = unit.facts(sources.library).usersOf(name);
      if (flows.length > 0) {
        return refuse('asset_in_use', `${name} is used by ${flows.join(', ')}.`, { flows });
      }
      const asset = unit.facts(sources.assets).change({ ...found.asset, isRemoved: true });
      return tellAsset(sources, command, unit, asset, 'asset_removed', {});
    },
  };
}

function findAsset(
  { assets }: LibrarySources,
  { name }: OnAsset,
  unit: UnitOfWork,
): { readonly kind: 'found'; readonly asset: Asset } | Refusal {
  const asset = unit.facts(assets).find(name);
  return asset === undefined || asset.isRemoved ? noSuchAsset(name) : { kind: 'found', asset };
}

/** The refusal of a command on an asset that is not there. */
export function noSuchAsset(name: string): Refusal {
  return refuse('not_found', `There is no asset ${name}.`, { asset: name });
}

function refuseOvertaken({ name, draftVersion, changedBy }: Asset): Refusal {
  return refuse('version_conflict', `${changedBy} has changed ${name} meanwhile.`, {
    version: draftVersion,
  });
}

/** What the audit calls an asset. */
function auditedCode({ name }: OnAsset): string {
  return `asset/${name}`;
}

function hashOf({ kind, content }: Asset): string {
  return createHash('sha256').update(canonicalText({ kind, content })).digest('hex');
}

const EVENT_OF_ACTION = {
  asset_drawn: 'flow_asset.drawn',
  asset_published: 'flow_asset.published',
  asset_deprecated: 'flow_asset.deprecated',
  asset_restored: 'flow_asset.restored',
  asset_removed: 'flow_asset.removed',
} as const;

/** Says what became of an asset: to the caller, as an event, and in the audit. */
function tellAsset(
  { audit }: LibrarySources,
  { actor, receivedAt }: Command,
  unit: UnitOfWork,
  asset: Asset,
  action: keyof typeof EVENT_OF_ACTION,
  detail: Readonly<Record<string, unknown>>,
) {
  const { name, versionsMade, draftVersion, deprecation } = asset;
  const changed: FlowAssetChanged = {
    name,
    versionsMade,
    version: draftVersion,
    isDeprecated: deprecation !== null,
  };
  unit.facts(audit).add({
    at: receivedAt,
    actor,
    action,
    flowCode: auditedCode(asset),
    flowVersion: action === 'asset_published' ? versionsMade : null,
    releaseId: null,
    contentHash: hashOf(asset),
    detail,
  });
  const body = JSON.stringify(changed);
  unit.emit({
    type: EVENT_OF_ACTION[action],
    subject: `flow_asset/${name}`,
    occurredAt: receivedAt,
    data: body,
  });
  return { kind: 'accepted', status: 200, body } as const;
}
