import Type, { type Static, type TSchema } from 'typebox';
import { ROLES } from './access.ts';
import { FlowCode, NodeId } from './flows.ts';
import { FieldName, FormValues, TaskForm, WHOLE_TEXT } from './forms.ts';
import { Timestamp } from './shared.ts';

const Closed = { additionalProperties: false } as const;
const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const Login = Type.String({ minLength: 1, maxLength: 64, description: 'Who logs in by it' });

/** Who may do a task. */
export const TaskRole = Type.Enum(
  ROLES.filter((role) => role !== 'customer' && role !== 'supplier' && role !== 'worker'),
  { description: 'Who may claim it; administrators may claim every task' },
);

export const TaskState = Type.Enum(['open', 'claimed', 'done', 'withdrawn'], {
  description: 'withdrawn: what waited for it has ended',
});
export type TaskState = Static<typeof TaskState>;

export const TaskAnswers = FormValues;
export type TaskAnswers = FormValues;

/** Something that a person is to decide, so that an order goes on. */
export const FlowTask = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    flow: FlowCode,
    flowVersion: Type.Integer({ minimum: 1 }),
    node: Type.String(),
    runId: Type.String({ format: 'uuid' }),
    orderId: Type.String(),
    title: Type.String(),
    form: TaskForm,
    outputs: Type.Array(NodeId, { description: 'The ways out, one of which completes it' }),
    role: TaskRole,
    notBy: Type.Array(Type.String(), { description: 'Who may not do it: four eyes' }),
    state: TaskState,
    claimedBy: Nullable(Type.String()),
    openedAt: Timestamp,
    dueAt: Nullable(Timestamp),
    isOverdue: Type.Boolean(),
    doneAt: Nullable(Timestamp),
    doneBy: Nullable(Type.String()),
    outcome: Nullable(Type.String({ description: 'The way out that was chosen' })),
    answers: Nullable(TaskAnswers),
    version: Type.Integer({ minimum: 1 }),
  },
  { ...Closed, $id: 'FlowTask' },
);
export type FlowTask = Static<typeof FlowTask>;

export const FlowTaskPage = Type.Object(
  { items: Type.Array(FlowTask), nextCursor: Nullable(Type.String()) },
  { ...Closed, $id: 'FlowTaskPage' },
);

export const DelegateTask = Type.Object({ to: Login }, { ...Closed, $id: 'DelegateTask' });
export type DelegateTask = Static<typeof DelegateTask>;

/** Who could be given a task. */
export const TaskCandidates = Type.Object(
  {
    items: Type.Array(Type.Object({ login: Login, name: Type.String() }, Closed), {
      description: 'By name; those whom the task is barred to and who has it are left out',
    }),
  },
  { ...Closed, $id: 'TaskCandidates' },
);

export const CompleteTask = Type.Object(
  { outcome: NodeId, answers: Type.Optional(TaskAnswers) },
  { ...Closed, $id: 'CompleteTask' },
);
export type CompleteTask = Static<typeof CompleteTask>;

/** Something that a flow waits for has happened elsewhere. */
export const FlowSignal = Type.Object(
  {
    key: Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: WHOLE_TEXT,
      description: 'What the flow waits for, as its node names it',
    }),
    output: Type.Optional(
      Type.String({ ...NodeId, description: 'The way out; next when it is left out' }),
    ),
    values: Type.Optional(
      Type.Record(
        FieldName,
        Type.Union([
          Type.String({ maxLength: 2_000, pattern: WHOLE_TEXT }),
          Type.Integer(),
          Type.Boolean(),
        ]),
        { maxProperties: 30, description: 'What the node leaves behind' },
      ),
    ),
  },
  { ...Closed, $id: 'FlowSignal' },
);
export type FlowSignal = Static<typeof FlowSignal>;

export const SignalAnswer = Type.Object(
  {
    outcome: Type.Enum(['taken', 'kept'], {
      description: 'kept: nothing waits for it yet; what comes to wait for it takes it',
    }),
  },
  { ...Closed, $id: 'SignalAnswer' },
);
