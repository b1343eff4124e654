import { type Pool } from 'pg';
import type { Statement } from './statements.ts';

/** How the server would carry out a statement. */
export interface StatementPlan {
  readonly indexes: readonly string[];
  /** Tables that are read from end to end. */
  readonly scannedTables: readonly string[];
  readonly sorts: number;
  /** The whole plan, for the message of a failed assertion. */
  readonly text: string;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/**
 * The generic plan of a statement, which is the one that the server settles on for statements that run
 * all day. Values are needed by their number only.
 */
export async function planOf(
  pool: Pool,
  statement: Statement,
  values: readonly unknown[],
): Promise<StatementPlan> {
  const client = await pool.connect();
  try {
    await client.query('set plan_cache_mode = force_generic_plan');
    await client.query(`prepare planned as ${statement.text}`);
    const literals = values.map((value) => client.escapeLiteral(String(value)));
    const given = literals.length === 0 ? '' : `(${literals.join(', ')})`;
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>({
      text: `explain (format json) execute planned${given}`,
      types: { getTypeParser: () => JSON.parse },
    });
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (plan === undefined) throw new Error(`no plan for ${statement.name}`);
    const nodes = flatten(plan);
    return {
      indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))],
      scannedTables: nodes
        .filter((node) => node['Node Type'].endsWith('Seq Scan'))
        .map((node) => node['Relation Name'] ?? ''),
      sorts: nodes.filter((node) => node['Node Type'].endsWith('Sort')).length,
      text: JSON.stringify(plan, null, 1),
    };
  } finally {
    await client.query('deallocate all').catch(() => undefined);
    // The setting of the session goes with it.
    client.release(true);
  }
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
