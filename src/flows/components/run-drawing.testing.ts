import assert from 'node:assert/strict';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import { advance, compileFlow, newRun, type FindDefinition } from '../engine/index.ts';
import type { FactSchema } from '../expressions/index.ts';
import { node } from '../testing.ts';
import type { Deeds, Visit } from './index.ts';

/** What the drawings of these tests read. */
export const SCHEMA: FactSchema = {
  records: {},
  variables: { n: { type: 'int' }, kind: { type: 'string' }, worth: { type: 'money' } },
};
/** When their runs go. */
export const NOW = Date.UTC(2026, 10, 23);

/** @throws AssertionError when the drawing is not sound. */
export function compile(definition: FlowDefinition, find?: FindDefinition) {
  const outcome = compileFlow(definition, SCHEMA, find);
  assert.equal(outcome.kind, 'compiled', JSON.stringify(outcome));
  return outcome.kind === 'compiled' ? outcome.flow : assert.fail();
}

/** What is wrong with a drawing, and at which node. */
export function problemsOf(definition: FlowDefinition, find?: FindDefinition): string[] {
  const outcome = compileFlow(definition, SCHEMA, find);
  assert.ok(outcome.kind === 'problems', 'something is wrong with it');
  return outcome.problems.map(({ code, node: at }) => `${code} at ${at}`);
}

/** What nodes see, with deeds that note what was asked of them. */
export function world(facts: Readonly<Record<string, unknown>> = {}) {
  const done: string[] = [];
  const note = (text: string) => {
    done.push(text);
    return null;
  };
  const deeds: Deeds = {
    hold: ({ kind }) => note(`hold ${kind}`),
    releaseHolds: (kind) => note(`release ${kind}`),
    setAttribute: (name, value) => note(`${name}=${value}`),
    takeOff: ({ lineNumber, amount }) => note(`off ${lineNumber} ${amount.minor}`),
    flag: ({ node: at, severity }) => note(`flag ${at} ${severity}`),
    sourceAgain: ({ excludedLocations }) => note(`source without ${excludedLocations.join()}`),
    reserve: () => 'a-reservation',
    releaseReservation: () => null,
    openTask: () => 'a-task',
    advise: ({ kind }) => note(kind),
    countLimit({ limit, period, amount, most }) {
      note(`count ${limit} ${period} ${amount}`);
      return { kind: amount <= most ? 'within' : 'exceeded', used: amount };
    },
  };
  const visitOf = (iteration: number, at: string): Visit => ({
    facts,
    now: NOW,
    deeds,
    ask: { available: (sku) => (sku === 'TEA' ? 7 : null) },
    node: at,
    newId: () => 'an-id',
    iteration,
  });
  return { done, visitOf };
}

/** Runs a flow as far as it goes without waiting; `did` is what its deeds noted. */
export function run(
  definition: FlowDefinition,
  facts?: Readonly<Record<string, unknown>>,
  find?: FindDefinition,
) {
  const flow = compile(definition, find);
  const { done, visitOf } = world(facts);
  return { ...advance(flow, newRun(flow), visitOf), did: done };
}

/** A node that leaves a mark on the order. */
export const mark = (id: string) => node(id, 'set_attribute', { name: id, value: "'x'" });
