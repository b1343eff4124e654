import type { RunStatement } from '../hub/index.ts';
import { runStatement, type Queryable } from '../platform/postgres/index.ts';
import type { FlowDefinition } from '../../contracts/flows.ts';
import type { CalledFlow } from './components/index.ts';
import { calledBy, type FindDefinition } from './engine/index.ts';
import * as sql from './flows.sql.ts';

/** Definitions of versions, by flow and number. */
export type Definitions = Map<string, FlowDefinition>;

/** What a version is known by. */
export function versionKey({ flow, version }: CalledFlow): string {
  return `${flow} ${version}`;
}

/** Adds the flows that definitions call, and those that they call. What is not there is left out. */
export async function loadCalled(
  known: Definitions,
  callers: readonly FlowDefinition[],
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

/** Reads the flows that definitions call, to compile these with. */
export async function readCalled(
  client: Queryable,
  callers: readonly FlowDefinition[],
): Promise<FindDefinition> {
  const known: Definitions = new Map();
  await loadCalled(known, callers, (statement, values) => runStatement(client, statement, values));
  return (called) => known.get(versionKey(called));
}
