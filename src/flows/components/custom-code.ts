import Type, { type Static } from 'typebox';
import type { Instant } from '../../kernel/clock.ts';
import { NodeId } from '../../../contracts/flows.ts';
import { checkCode, runCode, type CodeFailure } from '../code/index.ts';
import { component, type Failure, type SettingProblem, type Wait } from './component.ts';
import { BodyFields, prepareFields } from './outside-request.ts';
import { stepFailure } from './values.ts';

const SOURCE_LENGTH_MAX = 20_000;
/** What a new node begins with. */
const STARTER = `function decide(inputs) {
  return { output: 'next', values: {} };
}
`;
/** Steps that programs may take in one run together: each visit counts for some, however short it is. */
const RUN_STEPS_MAX = 1_000_000;
const OUTPUTS_MAX = 10;
const VALUES_MAX = 20;

const Settings = Type.Object(
  {
    source: Type.String({
      minLength: 1,
      maxLength: SOURCE_LENGTH_MAX,
      contentMediaType: 'text/javascript',
      default: STARTER,
      description: 'JavaScript with a function decide(inputs), which gives back { output, values }',
    }),
    inputs: Type.Optional(BodyFields),
    outputs: Type.Optional(
      Type.Array(NodeId, { minItems: 1, maxItems: OUTPUTS_MAX, uniqueItems: true }),
    ),
    values: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][a-z0-9_]{0,47}$' }),
        Type.Enum(['string', 'int', 'bool', 'money']),
        { maxProperties: VALUES_MAX, additionalProperties: false },
      ),
    ),
    logs: Type.Optional(Type.Boolean({ description: 'It may write lines with log(text)' })),
  },
  { additionalProperties: false },
);
type Settings = Static<typeof Settings>;

/** Decides by a small program that technical administrators have written. */
export const customCode = component({
  code: 'custom_code',
  titles: { en: 'Run custom code', 'zh-CN': '运行自定义代码' },
  docs: {
    en: 'Calls decide(inputs) of a small JavaScript program, which gives back { output, values }. It sees the named inputs and the moment of the run, nothing else: no network, no files, no modules. The same inputs always have the same answer. At most 200,000 steps and 8 MiB, and 1,000,000 steps in one run. Written and approved by technical administrators only.',
    'zh-CN':
      '调用一小段 JavaScript 的 decide(inputs)，返回 { output, values }。代码只能看到列出的输入和运行时刻：没有网络、文件和模块。输入相同则结果相同。最多 20 万步、8 MiB 内存，一次运行合计最多 100 万步。只能由技术管理员编写和审批。',
  },
  tier: 'technical',
  effect: 'pure',
  reaches: 'log',
  doesReach: ({ logs }) => logs === true,
  settings: Settings,
  outputs: ({ outputs = ['next'] }) => outputs,
  expressions: ({ inputs = {} }) =>
    Object.entries(inputs).map(([name, text]) => ({ pointer: `/inputs/${name}`, text })),
  values: ({ values = {} }) => values,
  judge: ({ source }) => {
    const failure = checkCode(source);
    return failure === null ? [] : [problemOf(source, failure)];
  },
  prepare(settings, expressionAt) {
    const { source, outputs = ['next'], inputs = {}, values = {}, logs = false } = settings;
    const make = prepareFields(
      Object.keys(inputs).map((name) => [name, expressionAt(`/inputs/${name}`)]),
    );
    const promise = { outputs, values, logs };
    return ({ facts, now, node, iteration, programSteps: taken = 0, batch }) => {
      if (batch?.isOver() === true) return { kind: 'wait', wait: restUntil(now, outputs) };
      if (taken >= RUN_STEPS_MAX) {
        const parameters = { max: RUN_STEPS_MAX };
        return {
          kind: 'fail',
          failure: stepFailure('code_failed', 'programs_too_long', parameters),
        };
      }
      const made = make(facts);
      if ('failure' in made) return { kind: 'fail', failure: made.failure };
      const order = facts['order'] as { readonly id?: unknown } | undefined;
      const { answer, steps: programSteps } = runCode({
        source,
        inputs: made.object,
        moment: now,
        seed: `${String(order?.id)} ${node} ${iteration}`,
        promise,
      });
      batch?.add(programSteps);
      if (answer.kind === 'failed') {
        return { kind: 'fail', failure: failureOf(answer), programSteps };
      }
      const { output, values: left, log } = answer;
      return { kind: 'go', output, values: left, log, programSteps };
    };
  },
});

/** The next batch asks the node again. */
function restUntil(now: Instant, [output = 'next']: readonly string[]): Wait {
  return { until: now, outputWhenDue: output, isAgainWhenDue: true, signal: null };
}

/** Only the clock ends code for a reason that is not its own: nobody knows then what it would have answered. */
function failureOf({ why, message }: CodeFailure): Failure {
  return { code: why === 'overran' ? 'broken' : 'code_failed', message };
}

/** What is wrong with a program, at its place. */
function problemOf(source: string, { why, message, place }: CodeFailure): SettingProblem {
  const at = place === null ? '' : `Line ${place.line}, column ${place.column}: `;
  const problem = {
    code: why === 'no_decide' ? ('no_decide' as const) : ('wrong_code' as const),
    message: `${at}${message}`,
    mend:
      why === 'no_decide'
        ? 'Write function decide(inputs) { … } that gives back { output, values }.'
        : 'Correct the code.',
    setting: '/source',
  };
  if (place === null) return problem;
  const before = source.split('\n').slice(0, place.line - 1);
  const start = before.reduce((sum, line) => sum + line.length + 1, 0) + place.column - 1;
  return { ...problem, start, end: Math.min(start + 1, source.length) };
}
