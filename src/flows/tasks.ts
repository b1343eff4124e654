import { instantToText, type Instant } from '../kernel/clock.ts';
import type { FlowTask, TaskAnswers, TaskState } from '../../contracts/flow-tasks.ts';
import type { TaskForm } from '../../contracts/forms.ts';

/** Something that a person is to do for a flow. */
export interface Task {
  readonly id: string;
  readonly flowCode: string;
  readonly flowVersion: number;
  readonly node: string;
  readonly runId: string;
  readonly orderId: number;
  readonly title: string;
  readonly form: TaskForm;
  readonly outputs: readonly string[];
  readonly role: FlowTask['role'];
  /** Who may not do it, as they act: person/ada. */
  readonly notBy: readonly string[];
  readonly state: TaskState;
  readonly claimedBy: string | null;
  readonly openedAt: Instant;
  readonly dueAt: Instant | null;
  /** When its time is over and that was not told; null: nothing is to be told. */
  readonly nextDeadlineAt: Instant | null;
  readonly overdueAt: Instant | null;
  readonly doneAt: Instant | null;
  readonly doneBy: string | null;
  readonly outcome: string | null;
  readonly answers: TaskAnswers | null;
  readonly version: number;
}

/** What becomes of a task, and from where. */
export const TASK_STATES: Readonly<Record<TaskState, readonly TaskState[]>> = {
  open: ['claimed', 'done', 'withdrawn'],
  claimed: ['open', 'claimed', 'done', 'withdrawn'],
  done: [],
  withdrawn: [],
};

/** A task as answers, lists and events show it. */
export function viewTask(task: Task): FlowTask {
  const text = (instant: Instant | null) => (instant === null ? null : instantToText(instant));
  return {
    id: task.id,
    flow: task.flowCode,
    flowVersion: task.flowVersion,
    node: task.node,
    runId: task.runId,
    orderId: String(task.orderId),
    title: task.title,
    form: task.form,
    outputs: [...task.outputs],
    role: task.role,
    notBy: [...task.notBy],
    state: task.state,
    claimedBy: task.claimedBy,
    openedAt: instantToText(task.openedAt),
    dueAt: text(task.dueAt),
    isOverdue: task.overdueAt !== null,
    doneAt: text(task.doneAt),
    doneBy: task.doneBy,
    outcome: task.outcome,
    answers: task.answers,
    version: task.version,
  };
}

/** What is wrong with what was written into a form; null: nothing. */
export function judgeAnswers(
  { properties, required = [] }: TaskForm,
  answers: TaskAnswers,
): { readonly field: string; readonly message: string } | null {
  for (const [name, value] of Object.entries(answers)) {
    const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (field === undefined) return { field: name, message: `The form does not ask for ${name}.` };
    const wrong = judgeAnswer(field, value);
    if (wrong !== null) return { field: name, message: `${name} ${wrong}.` };
  }
  const missing = required.find(
    (name) => !Object.hasOwn(answers, name) || answers[name] === undefined || answers[name] === '',
  );
  return missing === undefined
    ? null
    : { field: missing, message: `${missing} is to be filled in.` };
}

function judgeAnswer(
  field: TaskForm['properties'][string],
  value: TaskAnswers[string],
): string | null {
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'is yes or no';
    case 'integer': {
      const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = field;
      return typeof value === 'number' && value >= minimum && value <= maximum
        ? null
        : `is a whole number from ${minimum} to ${maximum}`;
    }
    default: {
      if (typeof value !== 'string') return 'is a text';
      const { maxLength = 2_000 } = field;
      if (value.length > maxLength) return `has at most ${maxLength} characters`;
      return field.enum === undefined || field.enum.includes(value)
        ? null
        : `is one of ${field.enum.join(', ')}`;
    }
  }
}
