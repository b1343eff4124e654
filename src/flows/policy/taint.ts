import type { CompiledFlow, CompiledNode } from '../engine/index.ts';
import type { CompiledExpression } from '../expressions/index.ts';
import { overlaps, personalFactsOf } from './personal.ts';

/** A value that carries personal facts, and where it is worked out. */
export interface Tainted {
  readonly node: string;
  /** Pointer of the expression in the settings of its node. */
  readonly setting: string;
  /** The facts of the order that it comes from, however often it was renamed since. */
  readonly facts: readonly string[];
}

/**
 * Follows personal facts through a flow: from what expressions read, into what nodes leave behind for later
 * ones and what is kept beside the order, and from there on until nothing new is found. In which order nodes
 * run is not asked, so what may be reached counts as reached. What is made of a personal value is personal,
 * joined or coded as it may be; only the answer to a yes-or-no question is not.
 */
export function followPersonalFacts(flow: CompiledFlow): readonly Tainted[] {
  /** Facts by the path under which later expressions read a value that carries them. */
  const carried = new Map(personalInputs(flow).map((path) => [path, new Set([path])]));
  let found: Tainted[] = [];
  for (;;) {
    const before = found.reduce((sum, { facts }) => sum + facts.length, 0);
    found = [];
    for (const [node, at] of flow.nodes) {
      const { component, expressions, scope } = at;
      for (const [setting, expression] of expressions) {
        const facts = factsIn(expression, scope, carried);
        if (facts.length === 0) continue;
        found.push({ node, setting, facts });
        for (const path of leftBehind(node, at, setting)) add(carried, path, facts);
        if (component.isKept === true) add(carried, 'order.attributes', facts);
      }
    }
    if (found.reduce((sum, { facts }) => sum + facts.length, 0) === before) return found;
  }
}

/** What an endpoint is called with that is about a person, as its flow says. */
function personalInputs({ trigger }: CompiledFlow): string[] {
  if (trigger.kind !== 'api') return [];
  return Object.entries(trigger.input.properties).flatMap(([name, { isPersonal }]) =>
    isPersonal === true ? [`input.${name}`] : [],
  );
}

/** Under which paths what an expression of a node comes to is read by others: its own, or those of whoever calls its flow. */
function leftBehind(
  node: string,
  { component, settings, scope }: CompiledNode,
  setting: string,
): string[] {
  const place = component.givesBack === true ? scope.slice(0, -1) : node;
  if (place === '') return [];
  const names = component.valuesMadeOf?.(settings, setting);
  const left = `${scopeOf(place)}steps.${place.slice(place.lastIndexOf('.') + 1)}`;
  return names === undefined ? [left] : names.map((name) => `${left}.${name}`);
}

/** The beginning of the identifier of a node of a flow that is called: the way to it. */
function scopeOf(node: string): string {
  return node.slice(0, node.lastIndexOf('.') + 1);
}

/** A path as it is known in the whole flow: what nodes leave behind is read by those of their own flow only. */
function inScope(path: string, scope: string): string {
  return path === 'steps' || path.startsWith('steps.') ? scope + path : path;
}

function factsIn(
  { type, reads }: CompiledExpression,
  scope: string,
  carried: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  if (type === 'bool') return [];
  const facts = new Set(reads.flatMap(personalFactsOf));
  for (const read of reads.map((path) => inScope(path, scope))) {
    for (const [path, carriedFacts] of carried) {
      if (overlaps(read, path)) for (const fact of carriedFacts) facts.add(fact);
    }
  }
  return [...facts].toSorted();
}

function add(carried: Map<string, Set<string>>, path: string, facts: readonly string[]): void {
  const known = carried.get(path) ?? new Set<string>();
  for (const fact of facts) known.add(fact);
  carried.set(path, known);
}
