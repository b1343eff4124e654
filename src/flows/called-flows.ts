import type { RunStatement } from '../hub/index.ts';
import { runStatement, type Queryable } from '../platform/postgres/index.ts';
import type { AssetContent, AssetDeprecation, AssetKind } from '../../contracts/flow-assets.ts';
import type { FlowDefinition } from '../../contracts/flows.ts';
import type { CalledFlow } from './components/index.ts';
import {
  calledBy,
  pinnedBy,
  type FindAsset,
  type FindDefinition,
  type PinnedAsset,
} from './engine/index.ts';
import * as sql from './flows.sql.ts';
import { readAssetVersions, readCallers } from './library/library.sql.ts';

/** Definitions of versions, by flow and number. */
export type Definitions = Map<string, FlowDefinition>;

/** As much of a definition as says what it uses. */
type Drawn = Pick<FlowDefinition, 'nodes'>;

/** What a version is known by. */
export function versionKey({ flow, version }: CalledFlow): string {
  return `${flow} ${version}`;
}

/** Adds the flows that definitions call, and those that they call. What is not there is left out. */
export async function loadCalled(
  known: Definitions,
  callers: readonly Drawn[],
  run: RunStatement,
): Promise<void> {
  const missing = callers.flatMap(calledBy).filter((called) => !known.has(versionKey(called)));
  if (missing.length === 0) return;
  const rows = await run<{ flow_code: string; number: number; definition: FlowDefinition }>(
    sql.readFlowVersions,
    [missing.map(({ flow }) => flow), missing.map(({ version }) => version)],
  );
  for (const { flow_code: flow, number: version, definition } of rows) {
    known.set(versionKey({ flow, version }), definition);
  }
  if (rows.length === 0) return;
  await loadCalled(
    known,
    rows.map(({ definition }) => definition),
    run,
  );
}

/** Published versions of assets, by name and number. */
export type Assets = Map<string, PinnedAsset>;

/** The asset that a pin means, whatever has become of it since. */
export function findIn(assets: Assets): FindAsset {
  return ({ name, version }) => assets.get(versionKey({ flow: name, version }));
}

/** The asset that a drawing may stand by: none that was removed. */
export function findForDrawing(find: FindAsset): FindAsset {
  return (pin) => {
    const asset = find(pin);
    return asset?.isRemoved === true ? undefined : asset;
  };
}

/** Definitions with all that they call, as far as it is known. */
export function withCalled(known: Definitions, callers: readonly Drawn[]): readonly Drawn[] {
  const all = new Set(callers);
  for (const definition of all) {
    for (const called of calledBy(definition)) {
      const found = known.get(versionKey(called));
      if (found !== undefined) all.add(found);
    }
  }
  return [...all];
}

/** Adds the assets that definitions stand by. `anew`: also those that are known, whose state may have changed. */
export async function loadPinned(
  assets: Assets,
  definitions: readonly Drawn[],
  run: RunStatement,
  mode: 'missing' | 'anew',
): Promise<void> {
  const find = findIn(assets);
  const wanted = definitions
    .flatMap(pinnedBy)
    .filter((pin) => mode === 'anew' || find(pin) === undefined);
  if (wanted.length === 0) return;
  const rows = await run<{
    asset: string;
    number: number;
    kind: AssetKind;
    content: AssetContent;
    deprecation: AssetDeprecation | null;
    is_removed: boolean;
  }>(readAssetVersions, [wanted.map(({ name }) => name), wanted.map(({ version }) => version)]);
  for (const { asset, number: version, is_removed: isRemoved, ...rest } of rows) {
    assets.set(versionKey({ flow: asset, version }), { ...rest, isRemoved });
  }
}

/** Reads the flows that call those that are made to be called, by the code of these. */
export async function loadCallers(
  drafts: readonly FlowDefinition[],
  run: RunStatement,
): Promise<ReadonlyMap<string, readonly FlowDefinition[]>> {
  const codes = drafts.flatMap(({ code, trigger }) => (trigger.kind === 'call' ? [code] : []));
  if (codes.length === 0) return new Map();
  const rows = await run<{ name: string; definition: FlowDefinition }>(readCallers, [codes]);
  const byCode = Map.groupBy(rows, ({ name }) => name);
  return new Map(
    [...byCode].map(([code, found]) => [code, found.map(({ definition }) => definition)]),
  );
}

/** What a drawing is compiled with. */
export interface UsedByDrawing {
  readonly find: FindDefinition;
  readonly findAsset: FindAsset;
}

/** Reads the flows that definitions call, and the assets that they stand by, to compile these with. */
export async function readUsed(
  client: Queryable,
  callers: readonly Drawn[],
): Promise<UsedByDrawing> {
  const known: Definitions = new Map();
  const assets: Assets = new Map();
  const run: RunStatement = (statement, values) => runStatement(client, statement, values);
  await loadCalled(known, callers, run);
  await loadPinned(assets, withCalled(known, callers), run, 'anew');
  return { find: (called) => known.get(versionKey(called)), findAsset: findIn(assets) };
}

/** The flows that call a flow, if it is made to be called. */
export async function readCallersOf(
  client: Queryable,
  draft: FlowDefinition,
): Promise<readonly FlowDefinition[]> {
  const callers = await loadCallers([draft], (statement, values) =>
    runStatement(client, statement, values),
  );
  return callers.get(draft.code) ?? [];
}
