import Type from 'typebox';
import { MINUTE_MS } from '../../kernel/clock.ts';
import { Expression, NodeId } from '../../../contracts/flows.ts';
import { TaskRole } from '../../../contracts/flow-tasks.ts';
import { TaskForm } from '../../../contracts/forms.ts';
import { filledText } from '../../../contracts/shared.ts';
import { ExpressionFailure, type FactType } from '../expressions/index.ts';
import { component } from './component.ts';
import { noValue } from './values.ts';

const DUE_MINUTES_MAX = 60 * 24 * 365;
const TYPES = { string: 'string', integer: 'int', boolean: 'bool' } as const;

const NO_FORM: TaskForm = { type: 'object', properties: {} };

/** Asks a person, and goes on by what that person chose. */
export const humanTask = component({
  code: 'human_task',
  titles: { en: 'Task for a person', 'zh-CN': '人工任务' },
  docs: {
    en: 'Asks somebody of a role to fill in a form and to choose the way out. Who did it is steps.NODE.by, what was filled in stands beside it. “Not by” names those who may not do it: four eyes. A task that is not done in time opens an exception.',
    'zh-CN':
      '请某角色的人填写表单并选择出口。处理人为 steps.节点.by，表单内容与之并列。“不得由”指定不能处理的人，用于双人复核。超时未处理会上报异常。',
  },
  tier: 'everyone',
  effect: 'wait',
  settings: Type.Object(
    {
      title: filledText(200),
      role: TaskRole,
      outputs: Type.Array(NodeId, { minItems: 1, maxItems: 5, uniqueItems: true }),
      form: Type.Optional(TaskForm),
      notBy: Type.Optional(Type.Array(Expression, { maxItems: 5 })),
      dueMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: DUE_MINUTES_MAX })),
    },
    { additionalProperties: false },
  ),
  outputs: ({ outputs }) => outputs,
  expressions: ({ notBy = [] }) =>
    notBy.map((text, index) => ({ pointer: `/notBy/${index}`, text, type: 'string' })),
  values: ({ form }) => ({
    ...Object.fromEntries(
      Object.entries(form?.properties ?? {}).map(([name, { type }]): [string, FactType] => [
        name,
        TYPES[type],
      ]),
    ),
    by: 'string' as const,
  }),
  judge: ({ form }) =>
    form !== undefined && Object.hasOwn(form.properties, 'by')
      ? [
          {
            code: 'name_taken',
            message: 'by is who did the task.',
            mend: 'Call the field something else.',
            setting: '/form/properties/by',
          },
        ]
      : [],
  prepare({ title, role, outputs, form = NO_FORM, notBy = [], dueMinutes }, expressionAt) {
    const others = notBy.map((_text, index) => expressionAt(`/notBy/${index}`));
    return ({ facts, now, node, deeds }) => {
      const excluded: string[] = [];
      for (const other of others) {
        const who = other.evaluate(facts);
        if (who instanceof ExpressionFailure) {
          return { kind: 'fail', failure: noValue(other, who) };
        }
        if (typeof who === 'string') excluded.push(who);
      }
      const dueAt = dueMinutes === undefined ? null : now + dueMinutes * MINUTE_MS;
      const id = deeds.openTask({ node, title, form, outputs, role, notBy: excluded, dueAt });
      const signal = { key: `task:${id}` };
      return { kind: 'wait', wait: { until: null, outputWhenDue: 'late', signal } };
    };
  },
});
