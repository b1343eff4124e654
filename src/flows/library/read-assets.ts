import { recordOf } from '../../hub/index.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { Refusal } from '../../../contracts/errors.ts';
import type {
  AssetContent,
  AssetDeprecation,
  FlowAssetSummary,
  FlowAssetView,
} from '../../../contracts/flow-assets.ts';
import type { Asset } from './asset.ts';
import { noSuchAsset } from './change-assets.ts';
import { examineAsset } from './examine-asset.ts';
import * as sql from './library.sql.ts';

interface SummaryRow {
  readonly kind: FlowAssetSummary['kind'];
  readonly name: string;
  readonly names: FlowAssetSummary['names'];
  readonly owner: string;
  readonly versions_made: number;
  readonly has_draft: boolean;
  readonly deprecation: AssetDeprecation | null;
  readonly changed_at: Instant;
  readonly changed_by: string;
  readonly used_by: string[];
}

/** All that flows share, by name: assets, and flows that are made to be called. */
export async function listAssets(client: Queryable): Promise<FlowAssetSummary[]> {
  const rows = await runStatement<SummaryRow>(client, sql.listAssets);
  return rows.map((row) => ({
    kind: row.kind,
    name: row.name,
    names: row.names,
    owner: row.owner,
    versionsMade: row.versions_made,
    hasDraft: row.has_draft,
    deprecation: row.deprecation,
    changedAt: instantToText(row.changed_at),
    changedBy: row.changed_by,
    usedBy: row.used_by,
  }));
}

/** An asset with its draft, its versions, and where it is used. */
export async function readAsset(
  client: Queryable,
  name: string,
): Promise<{ readonly kind: 'found'; readonly value: FlowAssetView } | Refusal> {
  const [row] = await runStatement<Record<string, unknown>>(client, sql.assetTable.read, [[name]]);
  const asset = row === undefined ? null : recordOf<Asset>(sql.assetTable, row);
  if (asset === null || asset.isRemoved) return noSuchAsset(name);
  const versions = await runStatement<{
    number: number;
    hash: string;
    content: AssetContent;
    published_at: Instant;
    published_by: string;
  }>(client, sql.listAssetVersions, [name]);
  const uses = await runStatement<{
    flow_code: string;
    flow_version: number;
    version: number;
    is_in_force: boolean;
  }>(client, sql.listUses, [name]);
  return {
    kind: 'found',
    value: {
      kind: asset.kind,
      name,
      names: asset.names,
      owner: asset.owner,
      description: asset.description,
      versionsMade: asset.versionsMade,
      hasDraft: Object.keys(asset.authors).length > 0,
      deprecation: asset.deprecation,
      changedAt: instantToText(asset.changedAt),
      changedBy: asset.changedBy,
      content: asset.content,
      version: asset.draftVersion,
      problems: [...examineAsset(asset).problems],
      versions: versions.map((version) => ({
        number: version.number,
        hash: version.hash,
        content: version.content,
        publishedAt: instantToText(version.published_at),
        publishedBy: version.published_by,
      })),
      uses: uses.map((use) => ({
        flow: use.flow_code,
        flowVersion: use.flow_version === 0 ? null : use.flow_version,
        isInForce: use.is_in_force,
        assetVersion: use.version,
      })),
    },
  };
}
