import { defineRecordTable } from '../../hub/index.ts';
import { defineStatement } from '../../platform/postgres/index.ts';

export const assetTable = defineRecordTable({
  table: 'flows.asset',
  key: 'name',
  keyType: 'text',
  columns: [
    'name',
    'kind',
    'names',
    'owner',
    'description',
    'content',
    'draft_version',
    'authors',
    'versions_made',
    'deprecation',
    'is_removed',
    'changed_at',
    'changed_by',
    'version',
  ],
  instants: ['changed_at'],
});

/** Published versions with how their assets stand. */
export const readAssetVersions = defineStatement(
  'flows_read_asset_versions',
  `select made.asset, made.number, known.kind, made.content, known.deprecation, known.is_removed
   from unnest($1::text[], $2::int[]) as given (asset, number)
   join flows.asset_version as made on (made.asset, made.number) = (given.asset, given.number)
   join flows.asset as known on known.name = made.asset`,
);

export const insertAssetVersions = defineStatement(
  'flows_insert_asset_versions',
  `insert into flows.asset_version (asset, number, hash, content, published_at, published_by)
   select asset, number, hash, content, to_timestamp(published_at_ms / 1000.0), published_by
   from jsonb_to_recordset($1::jsonb) as given (asset text, number int, hash text, content jsonb,
     published_at_ms bigint, published_by text)
   order by asset, number`,
);

export const listAssetVersions = defineStatement(
  'flows_list_asset_versions',
  `select number, hash, content, published_at, published_by from flows.asset_version
   where asset = $1::text order by number desc limit 50`,
);

/** What drafts of these flows have used until now. */
export const forgetDraftUses = defineStatement(
  'flows_forget_draft_uses',
  `delete from flows.use where flow_code = any($1::text[]) and flow_version = 0`,
);

export const insertUses = defineStatement(
  'flows_insert_uses',
  `insert into flows.use (kind, name, version, flow_code, flow_version)
   select kind, name, version, flow_code, flow_version
   from jsonb_to_recordset($1::jsonb) as given (kind text, name text, version int, flow_code text, flow_version int)
   order by kind, name, version, flow_code, flow_version
   on conflict do nothing`,
);

/** A use that matters: by a draft, by what orders enter, or by what orders are in. */
const IN_FORCE = `(used.flow_version = 0 or coalesce(used.flow_version = drawn.live_version, false)
  or exists (select from flows.release where release.id = drawn.canary_release
    and release.flow_version = used.flow_version)
  or exists (select from flows.run where run.flow_code = used.flow_code
    and run.flow_version = used.flow_version and run.state = 'waiting'))`;

/** Flows that use assets, where that matters. */
export const readUsers = defineStatement(
  'flows_read_users',
  `select distinct used.name, used.flow_code
   from flows.use as used join flows.flow as drawn on drawn.code = used.flow_code
   where used.kind = 'asset' and used.name = any($1::text[]) and ${IN_FORCE}
   order by used.name, used.flow_code`,
);

/** The flows that call flows, as they are drawn and as orders enter them. */
export const readCallers = defineStatement(
  'flows_read_callers',
  `select used.name, coalesce(made.definition, drawn.draft) as definition
   from flows.use as used join flows.flow as drawn on drawn.code = used.flow_code
   left join flows.flow_version as made on (made.flow_code, made.number) = (used.flow_code, used.flow_version)
   where used.kind = 'flow' and used.name = any($1::text[])
     and (used.flow_version = 0 or used.flow_version = drawn.live_version)
   order by used.name, used.flow_code, used.flow_version limit 200`,
);

export const listUses = defineStatement(
  'flows_list_uses',
  `select used.flow_code, used.flow_version, used.version, ${IN_FORCE} as is_in_force
   from flows.use as used join flows.flow as drawn on drawn.code = used.flow_code
   where used.kind = 'asset' and used.name = $1::text
   order by is_in_force desc, used.flow_code, used.flow_version desc limit 500`,
);

const USED_BY = (kind: 'asset' | 'flow', name: string) =>
  `array(select distinct used.flow_code
     from flows.use as used join flows.flow as drawn on drawn.code = used.flow_code
     where used.kind = '${kind}' and used.name = ${name}
       and (used.flow_version = 0 or used.flow_version = drawn.live_version)
     order by used.flow_code limit 50)`;

/** All that flows share, flows to be called among it. */
export const listAssets = defineStatement(
  'flows_list_assets',
  `select kind, name, names, owner, versions_made, draft_version, authors <> '{}'::jsonb as has_draft, deprecation,
     changed_at, changed_by, ${USED_BY('asset', 'known.name')} as used_by
   from flows.asset as known where not is_removed
   union all
   select 'sub_flow', code, draft -> 'names', changed_by, versions_made, draft_version, authors <> '{}'::jsonb, null,
     changed_at, changed_by, ${USED_BY('flow', 'known.code')}
   from flows.flow as known where draft -> 'trigger' ->> 'kind' = 'call'
   order by name limit 1000`,
);
