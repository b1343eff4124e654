import { recordOf } from '../hub/index.ts';
import type { Instant } from '../kernel/clock.ts';
import { findActivePeople } from '../modules/access/index.ts';
import { runStatement, type Queryable } from '../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import type { FlowTask, TaskState } from '../../contracts/flow-tasks.ts';
import { viewTask, type Task } from './tasks.ts';
import * as sql from './tasks.sql.ts';

/** Which tasks, and from where on. */
export interface TaskQuery {
  readonly states: readonly TaskState[] | null;
  readonly role: string | null;
  /** As they act: person/ada. */
  readonly claimedBy: string | null;
  readonly orderId: number | null;
  /** Only what somebody has claimed or may claim; roles null: what all roles may. */
  readonly doer: { readonly actor: string; readonly roles: readonly string[] | null } | null;
  readonly before: { readonly openedAt: Instant; readonly id: string } | null;
  readonly limit: number;
}

type Row = Readonly<Record<string, unknown>>;

/** Tasks, newest first. */
export async function listTasks(
  client: Queryable,
  { states, role, claimedBy, orderId, doer, before, limit }: TaskQuery,
): Promise<{ readonly items: FlowTask[]; readonly last: TaskQuery['before'] }> {
  const rows = await runStatement<Row>(client, sql.listTasks, [
    states,
    role,
    claimedBy,
    orderId,
    before?.openedAt ?? null,
    before?.id ?? null,
    limit + 1,
    doer?.actor ?? null,
    doer?.roles ?? null,
  ]);
  const tasks = rows.map((row) => recordOf<Task>(sql.taskTable, row));
  const page = tasks.slice(0, limit);
  const last = tasks.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(viewTask),
    last: last === undefined ? null : { openedAt: last.openedAt, id: last.id },
  };
}

/** A task. */
export async function readTask(
  client: Queryable,
  id: string,
): Promise<{ readonly kind: 'found'; readonly value: FlowTask } | Refusal> {
  const [row] = await runStatement<Row>(client, sql.readTask, [id]);
  return row === undefined
    ? refuse('not_found', `There is no task ${id}.`, { task: id })
    : { kind: 'found', value: viewTask(recordOf<Task>(sql.taskTable, row)) };
}

const PERSON = 'person/';

/** Who could be given a task: of its role, not barred from it, and not whoever has it; by name. */
export async function readTaskCandidates(
  client: Queryable,
  id: string,
  { search, limit }: { readonly search: string | null; readonly limit: number },
): Promise<
  | {
      readonly kind: 'found';
      readonly value: { readonly items: { readonly login: string; readonly name: string }[] };
    }
  | Refusal
> {
  const found = await readTask(client, id);
  if (found.kind !== 'found') return found;
  const { role, notBy, claimedBy } = found.value;
  const without = [...notBy, ...(claimedBy === null ? [] : [claimedBy])]
    .filter((actor) => actor.startsWith(PERSON))
    .map((actor) => actor.slice(PERSON.length));
  const items = await findActivePeople(client, { roles: [role, 'admin'], without, search, limit });
  return { kind: 'found', value: { items } };
}
