import assert from 'node:assert/strict';
import type { Instant } from '../../kernel/clock.ts';
import type { Random } from '../../kernel/random.ts';
import type { FlowDefinition, FlowNode, FlowTrigger } from '../../../contracts/flows.ts';
import type { Deeds, Visit } from '../components/index.ts';
import type { FactSchema } from '../expressions/index.ts';
import { compileFlow, type CompiledFlow } from './index.ts';

/** What random conditions are over; half the orders have no `gone`, and reading it fails. */
export interface RandomFacts {
  readonly o: { readonly n: number; readonly m: number; readonly gone?: number };
}

type Field = keyof RandomFacts['o'];
/** `o.FIELD > LIMIT`, or the same of what a flow that was called has given back: `steps.CALL.VALUE > LIMIT`. */
interface Test {
  readonly of: Field | GivenBack;
  readonly limit: number;
}
interface GivenBack {
  readonly call: string;
  readonly value: string;
}

/** A flow as people would tell it: steps one after the other, each with what lies within it. */
type Program = readonly Step[];
type Step =
  | { readonly kind: 'mark'; readonly id: string }
  | { readonly kind: 'wait'; readonly id: string }
  | { readonly kind: 'reject'; readonly id: string }
  /** Of a flow that is called: gives back `o.n + ADDED` under its own name. */
  | { readonly kind: 'end'; readonly id: string; readonly added: number | null }
  | {
      readonly kind: 'if';
      readonly id: string;
      readonly test: Test;
      readonly yes: Program;
      readonly no: Program;
    }
  | { readonly kind: 'fork'; readonly id: string; readonly branches: readonly Program[] }
  | {
      readonly kind: 'loop';
      readonly id: string;
      readonly test: Test;
      readonly roundsMax: number;
      readonly body: Program;
    }
  /** Goes through another flow, when its filter holds. */
  | {
      readonly kind: 'call';
      readonly id: string;
      readonly filter: Test | null;
      readonly body: Program;
    };

const DEPTH_MAX = 3;

/** Draws a program of a few dozen steps at most. */
export function drawProgram(random: Random): Program {
  let made = 0;
  const id = (kind: string): string => `${kind}_${(made += 1)}`;
  const drawTest = (known: readonly GivenBack[]): Test => ({
    of:
      known.length > 0 && random.chance(0.5)
        ? random.pick(known)
        : random.pick<Field>(['n', 'n', 'm', 'm', 'gone']),
    limit: random.integer(0, 9),
  });
  /** `known`: what calls that lie before have given back, of the same flow and no branch beside. */
  const draw = (depth: number, within: 'flow' | 'call', known: readonly GivenBack[]): Program => {
    const length = random.integer(depth === 0 ? 1 : 0, 3);
    const steps: Step[] = [];
    let given = known;
    while (steps.length < length) {
      const step = drawStep(depth, within, given);
      steps.push(step);
      given = [...given, ...givenBackIn([step])];
    }
    return steps;
  };
  const drawStep = (depth: number, within: 'flow' | 'call', known: readonly GivenBack[]): Step => {
    const kind = random.pick(
      depth === DEPTH_MAX
        ? (['mark', 'wait'] as const)
        : ([
            'mark',
            'mark',
            'wait',
            'if',
            'if',
            'fork',
            'fork',
            'loop',
            'call',
            'call',
            'end',
            'reject',
          ] as const),
    );
    const inner = () => draw(depth + 1, within, known);
    switch (kind) {
      case 'if':
        return { kind, id: id(kind), test: drawTest(known), yes: inner(), no: inner() };
      case 'fork': {
        const branches = Array.from({ length: random.integer(2, 3) }, inner);
        return { kind, id: id(kind), branches };
      }
      case 'loop': {
        const roundsMax = random.integer(1, 3);
        return { kind, id: id(kind), test: drawTest(known), roundsMax, body: inner() };
      }
      case 'call': {
        const filter = random.chance(0.3) ? drawTest([]) : null;
        const end: Step = { kind: 'end', id: id('end'), added: random.integer(0, 3) };
        return { kind, id: id(kind), filter, body: [...draw(depth + 1, 'call', []), end] };
      }
      case 'end': {
        const added = within === 'call' ? random.integer(0, 3) : null;
        return { kind, id: id(kind), added };
      }
      default:
        return { kind, id: id(kind) };
    }
  };
  return draw(0, 'flow', []);
}

/** What calls within steps give back, as far as anything leads there. */
function givenBackIn(steps: Program): GivenBack[] {
  const { flow, called } = flowsOf(steps);
  return flow.nodes.flatMap(({ id: call, component, settings }) => {
    if (component !== 'sub_flow') return [];
    const ends = called.get(String(settings['flow']))?.nodes ?? [];
    return ends.flatMap((end) =>
      Object.keys(end.settings['values'] ?? {}).map((value) => ({ call, value })),
    );
  });
}

/** What a run comes to, whatever order its branches go in. */
export interface Told {
  readonly trail: readonly string[];
  readonly marks: readonly string[];
  readonly outcome: string;
  readonly failures: readonly string[];
}

/** What one pass through a flow has come to so far: its own, not that of the flows that it calls. */
interface Frame {
  /** Calls that lead to it: what its steps are known by begins so. */
  readonly scope: string;
  /** By call, what was given back last. */
  readonly given: Map<string, Map<string, number>>;
  /** True when a branch has come to an end. */
  hasEnded: boolean;
  readonly gives: Map<string, number>;
}

/** Goes through a program step by step, as one reads it: no tokens, no graph. */
export function interpret(program: Program, { o }: RandomFacts): Told {
  const trail: string[] = [];
  const marks: string[] = [];
  const failures: string[] = [];
  let isRejected = false;
  const holds = ({ of, limit }: Test, { given }: Frame): boolean | null => {
    const value = typeof of === 'string' ? o[of] : given.get(of.call)?.get(of.value);
    return value === undefined ? null : value > limit;
  };
  /** True: it goes on behind the steps. */
  const go = (steps: Program, frame: Frame): boolean => steps.every((step) => take(step, frame));
  /** Whether a test holds; without a value its step fails. */
  const ask = (test: Test, id: string, frame: Frame): boolean | null => {
    const answer = holds(test, frame);
    if (answer === null) failures.push(frame.scope + id);
    return answer;
  };
  const take = (step: Step, frame: Frame): boolean => {
    const place = frame.scope + step.id;
    trail.push(place);
    switch (step.kind) {
      case 'mark':
        marks.push(step.id);
        return true;
      case 'wait':
        return true;
      case 'end':
        frame.hasEnded = true;
        if (step.added !== null) frame.gives.set(`of_${step.id}`, o.n + step.added);
        return false;
      case 'reject':
        isRejected = true;
        return false;
      case 'if': {
        const answer = ask(step.test, step.id, frame);
        return answer !== null && go(answer ? step.yes : step.no, frame);
      }
      case 'fork': {
        const arrived = step.branches.map((branch) => go(branch, frame)).filter(Boolean).length;
        for (let each = 0; each < arrived; each += 1) {
          trail.push(`${frame.scope}join_of_${step.id}`);
        }
        return arrived > 0;
      }
      case 'loop':
        for (let round = 0; round < step.roundsMax; round += 1) {
          const answer = ask(step.test, step.id, frame);
          if (answer === null) return false;
          if (!answer) return true;
          if (!go(step.body, frame)) return false;
          trail.push(place);
        }
        return true;
      case 'call': {
        const isMeant = step.filter === null ? true : ask(step.filter, step.id, frame);
        if (isMeant === null) return false;
        const inner = frameWithin(`${place}.`);
        frame.given.set(step.id, inner.gives);
        if (!isMeant) return true;
        const hasComeThrough = go(step.body, inner);
        return hasComeThrough || inner.hasEnded;
      }
    }
  };
  go(program, frameWithin(''));
  return {
    trail: trail.toSorted(),
    marks: marks.toSorted(),
    outcome: isRejected ? 'reject' : 'continue',
    failures: failures.toSorted(),
  };
}

function frameWithin(scope: string): Frame {
  return { scope, given: new Map(), hasEnded: false, gives: new Map() };
}

/** Flows as they would be drawn: that of a program, and those that it calls, by code. */
interface Drawn {
  readonly flow: FlowDefinition;
  readonly called: ReadonlyMap<string, FlowDefinition>;
}

/** The program as it would be drawn. */
export function flowsOf(program: Program): Drawn {
  const called = new Map<string, FlowDefinition>();
  const flow = drawFlow(program, 'random', { kind: 'event', event: 'order.placed' }, called);
  return { flow, called };
}

function textOf({ of, limit }: Test): string {
  return `${typeof of === 'string' ? `o.${of}` : `steps.${of.call}.${of.value}`} > ${limit}`;
}

/** Draws a flow, and into `called` those that it calls. */
function drawFlow(
  program: Program,
  code: string,
  trigger: FlowTrigger,
  called: Map<string, FlowDefinition>,
): FlowDefinition {
  const nodes: FlowNode[] = [];
  const edges: FlowDefinition['edges'][number][] = [];
  const add = (id: string, component: string, settings: Record<string, unknown> = {}): void => {
    nodes.push({ id, component, settings });
  };
  const connect = (from: string, output: string, to: string | null): void => {
    if (to !== null) edges.push({ from, output, to });
  };
  /** Draws steps that lead to `after` (null: nowhere) and answers where they begin. */
  const draw = (steps: Program, after: string | null): string | null =>
    steps.reduceRight<string | null>((next, step) => drawStep(step, next), after);
  const drawStep = (step: Step, next: string | null): string => {
    const { id } = step;
    switch (step.kind) {
      case 'mark':
        add(id, 'set_attribute', { name: id, value: '1' });
        connect(id, 'next', next);
        break;
      case 'wait':
        add(id, 'wait_time', { minutes: 5 });
        connect(id, 'next', next);
        break;
      case 'end':
        add(id, 'end', {
          outcome: 'continue',
          ...(step.added === null ? {} : { values: { [`of_${id}`]: `o.n + ${step.added}` } }),
        });
        break;
      case 'reject':
        add(id, 'end', { outcome: 'reject', reason: 'no' });
        break;
      case 'if':
        add(id, 'condition', { when: textOf(step.test) });
        connect(id, 'yes', draw(step.yes, next));
        connect(id, 'no', draw(step.no, next));
        break;
      case 'fork': {
        const join = `join_of_${id}`;
        add(id, 'fork', { branches: step.branches.length });
        add(join, 'join');
        connect(join, 'next', next);
        for (const [index, branch] of step.branches.entries()) {
          connect(id, `branch_${index + 1}`, draw(branch, join));
        }
        break;
      }
      case 'loop':
        add(id, 'loop', { while: textOf(step.test), roundsMax: step.roundsMax });
        connect(id, 'again', draw(step.body, id));
        connect(id, 'done', next);
        break;
      case 'call': {
        const flow = id.replace('_', '-');
        const inner = drawFlow(step.body, flow, { kind: 'call' }, called);
        const filter = step.filter === null ? {} : { filter: textOf(step.filter) };
        called.set(flow, { ...inner, ...filter });
        add(id, 'sub_flow', { flow, version: 1 });
        connect(id, 'next', next);
        break;
      }
    }
    return id;
  };
  const start = draw(program, null);
  assert(start !== null, 'a program has a step');
  // What follows an end is never led to, and a drawing must not have it.
  const reached = new Set([start]);
  for (const node of reached) {
    for (const { from, to } of edges) if (from === node) reached.add(to);
  }
  return {
    format: 1,
    code,
    names: { en: 'Random' },
    trigger,
    start,
    nodes: nodes.filter(({ id }) => reached.has(id)),
    edges: edges.filter(({ from }) => reached.has(from)),
  };
}

const SCHEMA: FactSchema = {
  variables: { o: { type: { record: 'o' } } },
  records: {
    o: { n: { type: 'int' }, m: { type: 'int' }, gone: { type: 'int', isOptional: true } },
  },
};

/** @throws AssertionError when the drawing is not sound. */
export function compiledFor({ flow, called }: Drawn): CompiledFlow {
  const outcome = compileFlow(flow, SCHEMA, (wanted) => called.get(wanted.flow));
  assert.equal(outcome.kind, 'compiled', JSON.stringify(outcome));
  return outcome.kind === 'compiled' ? outcome.flow : assert.fail();
}

/** Visits whose deeds are noted down. */
export function recordingVisit(facts: RandomFacts, now: Instant) {
  const marks: string[] = [];
  const refuseToday = (): never => assert.fail('random programs do nothing but mark');
  const deeds: Deeds = {
    hold: refuseToday,
    takeOff: refuseToday,
    flag: refuseToday,
    sourceAgain: refuseToday,
    reserve: refuseToday,
    releaseReservation: refuseToday,
    openTask: refuseToday,
    advise: refuseToday,
    countLimit: refuseToday,
    releaseHolds: refuseToday,
    setAttribute(name) {
      marks.push(name);
      return null;
    },
  };
  const visitOf = (iteration: number, node: string): Visit => ({
    facts: { ...facts },
    now,
    deeds,
    ask: { available: refuseToday },
    node,
    newId: () => 'an-id',
    iteration,
  });
  return { marks, visitOf };
}
