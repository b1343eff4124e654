import type { FlowDefinition, FlowNode, FlowProblem } from '../../../contracts/flows.ts';
import type { CalledFlow } from '../components/index.ts';
import {
  compileExpression,
  hasProblems,
  typeText,
  type CompiledExpression,
  type FactField,
  type FactSchema,
  type FactType,
} from '../expressions/index.ts';
import { knownNode, type KnownNode } from './known-node.ts';
import { withAsset, type FindAsset } from './pinned-assets.ts';

/** The definition of a version that was published; undefined: there is none. */
export type FindDefinition = (called: CalledFlow) => FlowDefinition | undefined;

/** Types of values by their names. */
type ValueTypes = Readonly<Record<string, FactType>>;

/** Flows that call flows that call flows: so many at most, one within the other. */
export const CALLS_DEEP_MAX = 5;

/** What nodes leave behind is asked of the flows that they call, too. */
export interface StepSources {
  /** The facts that all of them read, beside what their own nodes leave behind. */
  readonly schema: FactSchema;
  readonly find: FindDefinition;
  readonly findAsset: FindAsset;
  /** What flows give back that were looked at before, by name and number. */
  readonly given: Map<string, ValueTypes>;
}

/**
 * The facts that expressions within a flow may read: those given, and what its nodes leave behind as
 * `steps.NODE.NAME`. A node that has not been visited has left nothing: `has(steps.NODE)` asks. `callers`: the
 * flows around it, which it cannot call.
 */
export function schemaWithSteps(
  sources: StepSources,
  nodes: ReadonlyMap<string, KnownNode>,
  callers: readonly string[],
): FactSchema {
  const { schema } = sources;
  const records: Record<string, Record<string, FactField>> = {};
  const steps: Record<string, FactField> = {};
  for (const [nodeId, { node, component }] of nodes) {
    const called = component.calls?.(node.settings);
    const left =
      called === undefined
        ? component.values?.(node.settings)
        : givenBackBy(sources, called, callers);
    const values = Object.entries(left ?? {});
    if (values.length === 0) continue;
    const record = `steps.${nodeId}`;
    records[record] = Object.fromEntries(
      values.map(([name, type]) => [name, { type, isOptional: true }]),
    );
    steps[nodeId] = { type: { record }, isOptional: true };
  }
  if (Object.keys(steps).length === 0) return schema;
  return {
    variables: { ...schema.variables, steps: { type: { record: 'steps' } } },
    records: { ...schema.records, ...records, steps },
  };
}

/** The facts that expressions among these nodes may read; nodes that are unfinished leave nothing. */
export function factsAmong(
  nodes: readonly FlowNode[],
  schema: FactSchema,
  find: FindDefinition,
  findAsset: FindAsset,
): FactSchema {
  const sources = { schema, find, findAsset, given: new Map<string, ValueTypes>() };
  return schemaWithSteps(sources, readable(nodes, findAsset), []);
}

function readable(nodes: readonly FlowNode[], findAsset: FindAsset): Map<string, KnownNode> {
  const known = nodes.flatMap((node) => {
    const found = knownNode(node);
    if (Array.isArray(found)) return [];
    const whole = withAsset(node, found.component, findAsset);
    return [[node.id, 'code' in whole ? found : { ...found, node: whole }] as const];
  });
  return new Map(known);
}

/** What a flow gives back to whoever calls it: what its ends name, of the types that their expressions have. */
function givenBackBy(
  sources: StepSources,
  called: CalledFlow,
  callers: readonly string[],
): ValueTypes {
  const key = `${called.flow} ${called.version}`;
  const known = sources.given.get(key);
  if (known !== undefined) return known;
  const definition = sources.find(called);
  const isInCircle = callers.includes(called.flow) || callers.length > CALLS_DEEP_MAX;
  if (definition === undefined || isInCircle) return {};
  const nodes = readable(definition.nodes, sources.findAsset);
  const schema = schemaWithSteps(sources, nodes, [...callers, called.flow]);
  const types: Record<string, FactType> = {};
  for (const { node, component } of nodes.values()) {
    if (component.givesBack !== true) continue;
    for (const { pointer, text } of component.expressions(node.settings)) {
      const compiled = compileExpression(text, schema);
      if (hasProblems(compiled)) continue;
      types[valueNamed(pointer)] ??= compiled.type;
    }
  }
  sources.given.set(key, types);
  return types;
}

/** The value that an expression of an end comes to. */
function valueNamed(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}

/** What a node gives back, by the pointers of its expressions. */
export interface GivenBack {
  readonly node: string;
  readonly expressions: ReadonlyMap<string, CompiledExpression>;
}

/** What is wrong with what the nodes of a flow give back to whoever calls it. */
export function judgeGivenBack(
  { trigger }: FlowDefinition,
  given: readonly GivenBack[],
): FlowProblem[] {
  const first = new Map<string, FactType>();
  return given.flatMap(({ node, expressions }) =>
    [...expressions].flatMap(([setting, { type }]): FlowProblem[] => {
      const name = valueNamed(setting);
      if (trigger.kind !== 'call') {
        const message = 'No flow calls this one and reads the value.';
        const mend = 'Take the value out, or let the flow be one that others call.';
        return [{ code: 'no_caller_here', message, mend, node, setting }];
      }
      if (typeof type !== 'string' || type === 'nothing') {
        const message = `${name} is of type ${typeText(type)}, and only single values are given back.`;
        const mend = 'Give back a text, a number, an amount, a moment, or yes or no.';
        return [{ code: 'wrong_type', message, mend, node, setting }];
      }
      const before = first.get(name) ?? type;
      first.set(name, before);
      if (before === type) return [];
      const message = `${name} is of type ${typeText(type)} here and ${typeText(before)} at another end.`;
      const mend = 'Give it the same type at every end, or another name.';
      return [{ code: 'wrong_type', message, mend, node, setting }];
    }),
  );
}
