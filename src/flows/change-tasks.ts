import type {
  Command,
  CommandHandler,
  DeadlineSource,
  FactSource,
  Outcome,
  RecordFacts,
  UnitOfWork,
} from '../hub/index.ts';
import { readActivePeople } from '../modules/access/index.ts';
import { runStatement } from '../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import type { CompleteTask, DelegateTask } from '../../contracts/flow-tasks.ts';
import { resume, type FlowSources } from './run-flows.ts';
import { judgeAnswers, TASK_STATES, viewTask, type Task } from './tasks.ts';
import * as sql from './tasks.sql.ts';

/** Who could do tasks; read only when somebody asks. */
interface PeopleFacts {
  isNeeded: boolean;
  rolesOf: ReadonlyMap<string, readonly string[]>;
}

/** What commands on tasks read. */
export interface TaskSources extends FlowSources {
  readonly people: FactSource<PeopleFacts>;
}

/** Where those who may do tasks come from. */
export function createPeopleSource(): FactSource<PeopleFacts> {
  return {
    name: 'flow people',
    open: () => ({ isNeeded: false, rolesOf: new Map() }),
    follow() {},
    async load(facts, _unit, run) {
      if (!facts.isNeeded) return;
      const people = await readActivePeople(run);
      facts.rolesOf = new Map(people.map(({ login, roles }) => [`person/${login}`, roles]));
    },
    write: () => [],
  };
}

/** A command on one task. */
interface OnTask {
  readonly taskId: string;
}

function onTask<Body>(
  sources: TaskSources,
  kind: string,
  decide: (task: Task, command: Command<OnTask & Body>, unit: UnitOfWork) => Outcome,
): CommandHandler<OnTask & Body> {
  return {
    kind,
    need({ body }, unit) {
      unit.facts(sources.tasks).need(body.taskId);
      unit.facts(sources.people).isNeeded = true;
    },
    decide(command, unit) {
      const { taskId } = command.body;
      const task = unit.facts(sources.tasks).find(taskId);
      if (task === undefined) {
        return refuse('not_found', `There is no task ${taskId}.`, { task: taskId });
      }
      return decide(task, command, unit);
    },
  };
}

/** Claim, give back, delegate, complete, and what the clock does with tasks. */
export function taskHandlers(sources: TaskSources): CommandHandler<never>[] {
  const { tasks, people } = sources;
  const mayDo = (task: Task, who: string, unit: UnitOfWork) =>
    refuseUnlessMayDo(task, who, unit.facts(people).rolesOf);
  const put = (unit: UnitOfWork, command: Command, task: Task, type: string): Outcome =>
    tell(unit.facts(tasks), unit, command, task, type);
  return [
    onTask<object>(sources, 'claim_flow_task', (task, command, unit) => {
      const wrong =
        refuseUnlessMay(task, 'claimed') ??
        refuseWhenOf(task, command.actor) ??
        mayDo(task, command.actor, unit);
      if (wrong !== null) return wrong;
      const claimed: Task = { ...task, state: 'claimed', claimedBy: command.actor };
      return put(unit, command, claimed, 'flow_task.claimed');
    }),
    onTask<object>(sources, 'return_flow_task', (task, command, unit) => {
      const wrong = refuseUnlessMay(task, 'open') ?? refuseWhenOf(task, command.actor);
      if (wrong !== null) return wrong;
      return put(unit, command, { ...task, state: 'open', claimedBy: null }, 'flow_task.returned');
    }),
    onTask<DelegateTask>(sources, 'delegate_flow_task', (task, command, unit) => {
      const to = `person/${command.body.to}`;
      const wrong =
        refuseUnlessMay(task, 'claimed') ??
        refuseWhenOf(task, command.actor) ??
        mayDo(task, command.actor, unit) ??
        mayDo(task, to, unit);
      if (wrong !== null) return wrong;
      const given: Task = { ...task, state: 'claimed', claimedBy: to };
      return put(unit, command, given, 'flow_task.delegated');
    }),
    onTask<CompleteTask>(sources, 'complete_flow_task', (task, command, unit) => {
      const { actor, receivedAt, body } = command;
      const wrong =
        refuseUnlessMay(task, 'done') ??
        refuseWhenOf(task, actor) ??
        mayDo(task, actor, unit) ??
        refuseAnswers(task, body);
      if (wrong !== null) return wrong;
      const { outcome, answers = {} } = body;
      const done: Task = {
        ...task,
        state: 'done',
        claimedBy: actor,
        doneAt: receivedAt,
        doneBy: actor,
        nextDeadlineAt: null,
        outcome,
        answers,
      };
      const answer = put(unit, command, done, 'flow_task.completed');
      wakeRun(sources, command, unit, done);
      return answer;
    }),
    onTask<object>(sources, 'tell_task_overdue', (task, command, unit) => {
      const { nextDeadlineAt } = task;
      if (nextDeadlineAt === null || nextDeadlineAt > command.receivedAt) return unchanged(task);
      const overdue: Task = { ...task, nextDeadlineAt: null, overdueAt: command.receivedAt };
      return put(unit, command, overdue, 'flow_task.overdue');
    }),
    onTask<object>(sources, 'withdraw_flow_task', (task, command, unit) => {
      if (!TASK_STATES[task.state].includes('withdrawn')) return unchanged(task);
      const withdrawn: Task = { ...task, state: 'withdrawn', nextDeadlineAt: null };
      return put(unit, command, withdrawn, 'flow_task.withdrawn');
    }),
  ] as CommandHandler<never>[];
}

function unchanged(task: Task): Outcome {
  return { kind: 'accepted', status: 200, body: JSON.stringify(viewTask(task)) };
}

function tell(
  tasks: RecordFacts<Task>,
  unit: UnitOfWork,
  command: Command,
  changed: Task,
  type: string,
): Outcome {
  const task = tasks.change(changed);
  const body = JSON.stringify(viewTask(task));
  const { id, orderId } = task;
  const subject = `flow_task/${id}`;
  unit.emit({ type, subject, orderId, occurredAt: command.receivedAt, data: body });
  return { kind: 'accepted', status: 200, body };
}

/** What was answered is what the node leaves behind, with who did it. */
function wakeRun(sources: TaskSources, command: Command, unit: UnitOfWork, task: Task): void {
  const run = unit.facts(sources.flows).run(task.runId);
  const key = taskSignal(task);
  const token = run?.progress.tokens.find(({ wait }) => wait?.signal?.key === key);
  if (run === undefined || token === undefined) return;
  const values = { ...task.answers, by: command.actor };
  const output = task.outcome ?? '';
  const cause = { kind: 'signal', key, output, values, reason: null } as const;
  resume(sources, command, unit, run, token.number, cause);
}

/** What the token waits for that has opened a task. */
export function taskSignal({ id }: Pick<Task, 'id'>): string {
  return `task:${id}`;
}

function refuseUnlessMay(task: Task, state: Task['state']): Refusal | null {
  if (TASK_STATES[task.state].includes(state)) return null;
  return refuse('illegal_transition', `Task ${task.id} is ${task.state}.`, {
    task: task.id,
    state: task.state,
  });
}

/** A refusal when somebody else has it. */
function refuseWhenOf({ id, claimedBy }: Task, actor: string): Refusal | null {
  if (claimedBy === null || claimedBy === actor) return null;
  return refuse('illegal_transition', `${claimedBy} has claimed task ${id}.`, {
    task: id,
    claimedBy,
  });
}

/** A refusal when somebody is not of those who are asked, or may not be the same as who acted before. */
function refuseUnlessMayDo(
  { id, role, notBy }: Task,
  who: string,
  rolesOf: ReadonlyMap<string, readonly string[]>,
): Refusal | null {
  if (notBy.includes(who)) {
    return refuse('forbidden', `${who} has acted before: task ${id} is for somebody else.`, {
      task: id,
      notBy,
    });
  }
  const roles = rolesOf.get(who) ?? [];
  return roles.includes(role) || roles.includes('admin')
    ? null
    : refuse('forbidden', `Task ${id} is for people with the role ${role}.`, { task: id, role });
}

function refuseAnswers(task: Task, { outcome, answers = {} }: CompleteTask): Refusal | null {
  if (!task.outputs.includes(outcome)) {
    const known = task.outputs.join(', ');
    return refuse('invalid_request', `Task ${task.id} ends by one of ${known}.`, {
      field: 'outcome',
    });
  }
  const wrong = judgeAnswers(task.form, answers);
  return wrong === null
    ? null
    : refuse('invalid_request', wrong.message, { field: `answers.${wrong.field}` });
}

/** Tasks whose time is over. */
export const taskDeadlines: DeadlineSource = {
  name: 'flow tasks',
  async due(pool, now, limit) {
    const rows = await runStatement<{ id: string }>(pool, sql.readDueTasks, [now, limit]);
    return rows.map(({ id }) => ({ kind: 'tell_task_overdue', body: { taskId: id } }));
  },
};

const LEFT_EVERY_MS = 5_000;

/** Tasks that nothing waits for any more: their run has come to its end by another way. */
export const leftTasks: DeadlineSource = {
  name: 'left flow tasks',
  everyMs: LEFT_EVERY_MS,
  async due(pool, _now, limit) {
    const rows = await runStatement<{ id: string }>(pool, sql.readLeftTasks, [limit]);
    return rows.map(({ id }) => ({ kind: 'withdraw_flow_task', body: { taskId: id } }));
  },
};
