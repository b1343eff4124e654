import assert from 'node:assert/strict';
import type { Instant } from '../../kernel/clock.ts';
import type { Random } from '../../kernel/random.ts';
import type { FlowDefinition, FlowNode } from '../../../contracts/flows.ts';
import type { Deeds, Visit } from '../components/index.ts';
import type { FactSchema } from '../expressions/index.ts';
import { compileFlow, type CompiledFlow } from './index.ts';

/** What random conditions are over; half the orders have no `gone`, and reading it fails. */
export interface RandomFacts {
  readonly o: { readonly n: number; readonly m: number; readonly gone?: number };
}

type Field = keyof RandomFacts['o'];
/** `o.FIELD > LIMIT` */
interface Test {
  readonly field: Field;
  readonly limit: number;
}

/** A flow as people would tell it: steps one after the other, each with what lies within it. */
type Program = readonly Step[];
type Step =
  | { readonly kind: 'mark'; readonly id: string }
  | { readonly kind: 'wait'; readonly id: string }
  | { readonly kind: 'reject'; readonly id: string }
  | { readonly kind: 'end'; readonly id: string }
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
    };

const DEPTH_MAX = 3;

/** Draws a program of a few dozen steps at most. */
export function drawProgram(random: Random): Program {
  let made = 0;
  const id = (kind: string): string => `${kind}_${(made += 1)}`;
  const draw = (depth: number): Program =>
    Array.from({ length: random.integer(depth === 0 ? 1 : 0, 3) }, () => drawStep(depth));
  const drawTest = (): Test => ({
    field: random.pick(['n', 'n', 'm', 'm', 'gone']),
    limit: random.integer(0, 9),
  });
  const drawStep = (depth: number): Step => {
    const kind = random.pick(
      depth === DEPTH_MAX
        ? (['mark', 'wait'] as const)
        : (['mark', 'mark', 'wait', 'if', 'if', 'fork', 'fork', 'loop', 'end', 'reject'] as const),
    );
    switch (kind) {
      case 'if':
        return { kind, id: id(kind), test: drawTest(), yes: draw(depth + 1), no: draw(depth + 1) };
      case 'fork': {
        const branches = Array.from({ length: random.integer(2, 3) }, () => draw(depth + 1));
        return { kind, id: id(kind), branches };
      }
      case 'loop': {
        const roundsMax = random.integer(1, 3);
        return { kind, id: id(kind), test: drawTest(), roundsMax, body: draw(depth + 1) };
      }
      default:
        return { kind, id: id(kind) };
    }
  };
  return draw(0);
}

/** What a run comes to, whatever order its branches go in. */
export interface Told {
  readonly trail: readonly string[];
  readonly marks: readonly string[];
  readonly outcome: string;
  readonly failures: readonly string[];
}

/** Goes through a program step by step, as one reads it: no tokens, no graph. */
export function interpret(program: Program, { o }: RandomFacts): Told {
  const trail: string[] = [];
  const marks: string[] = [];
  const failures: string[] = [];
  let isRejected = false;
  const holds = ({ field, limit }: Test): boolean | null => {
    const value = o[field];
    return value === undefined ? null : value > limit;
  };
  /** True: it goes on behind the steps. */
  const go = (steps: Program): boolean => steps.every(take);
  const take = (step: Step): boolean => {
    trail.push(step.id);
    switch (step.kind) {
      case 'mark':
        marks.push(step.id);
        return true;
      case 'wait':
        return true;
      case 'end':
        return false;
      case 'reject':
        isRejected = true;
        return false;
      case 'if': {
        const answer = holds(step.test);
        if (answer === null) failures.push(step.id);
        return answer !== null && go(answer ? step.yes : step.no);
      }
      case 'fork': {
        const arrived = step.branches.map(go).filter(Boolean).length;
        for (let each = 0; each < arrived; each += 1) trail.push(`join_of_${step.id}`);
        return arrived > 0;
      }
      case 'loop':
        for (let round = 0; round < step.roundsMax; round += 1) {
          const answer = holds(step.test);
          if (answer === null) failures.push(step.id);
          if (answer === null) return false;
          if (!answer) return true;
          if (!go(step.body)) return false;
          trail.push(step.id);
        }
        return true;
    }
  };
  go(program);
  return {
    trail: trail.toSorted(),
    marks: marks.toSorted(),
    outcome: isRejected ? 'reject' : 'continue',
    failures: failures.toSorted(),
  };
}

/** The program as it would be drawn. */
export function flowOf(program: Program): FlowDefinition {
  const nodes: FlowNode[] = [];
  const edges: FlowDefinition['edges'][number][] = [];
  const add = (id: string, component: string, settings: Record<string, unknown> = {}): void => {
    nodes.push({ id, component, settings });
  };
  const textOf = ({ field, limit }: Test): string => `o.${field} > ${limit}`;
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
        add(id, 'end', { outcome: 'continue' });
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
    code: 'random',
    names: { en: 'Random' },
    trigger: { kind: 'event', event: 'order.placed' },
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
export function compiledFor(definition: FlowDefinition): CompiledFlow {
  const outcome = compileFlow(definition, SCHEMA);
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
