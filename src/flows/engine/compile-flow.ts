import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { assert } from '../../kernel/assert.ts';
import type {
  FlowDefinition,
  FlowNode,
  FlowPoint,
  FlowProblem,
  FlowTrigger,
} from '../../../contracts/flows.ts';
import {
  COMPONENTS,
  findComponent,
  type CalledFlow,
  type Component,
  type ExpressionField,
  type LimitSpec,
} from '../components/index.ts';
import {
  checkStructure,
  graphOf,
  hashDefinition,
  reachableFrom,
  type Graph,
} from '../definition/index.ts';
import {
  compileExpression,
  hasProblems,
  type CompiledExpression,
  type FactField,
  type FactSchema,
} from '../expressions/index.ts';
import { factsOfTrigger, judgeAtEndpoint, judgeEndpoint } from './endpoint.ts';
import { withAsset, type FindAsset } from './pinned-assets.ts';
import { CALL } from './run-flow.ts';
import type { CompiledFlow, CompiledNode } from './run-state.ts';

/** What compiling has come to: a flow that can run, or everything that is wrong with it. */
export type CompiledOrProblems =
  | { readonly kind: 'compiled'; readonly flow: CompiledFlow }
  | { readonly kind: 'problems'; readonly problems: readonly FlowProblem[] };

/** A node whose component is known and whose settings fit it. */
interface KnownNode {
  readonly node: FlowNode;
  readonly component: Component;
}

/** The definition of a version that was published; undefined: there is none. */
export type FindDefinition = (called: CalledFlow) => FlowDefinition | undefined;

/** Whether a connector of this code is set up. */
export type HasConnector = (code: string) => boolean;

/** Flows that call flows that call flows: so many at most, one within the other. */
const CALLS_DEEP_MAX = 5;
/** Nodes of a flow with those of all that it calls. */
const NODES_MAX = 2_000;

/** What is compiled into one flow, with what it calls. */
interface Compiling {
  readonly schema: FactSchema;
  readonly trigger: FlowTrigger;
  readonly find: FindDefinition;
  readonly findAsset: FindAsset;
  readonly nodes: Map<string, CompiledNode>;
  readonly skus: Set<string>;
  readonly limits: LimitSpec[];
  hasSteps: boolean;
}

/**
 * Makes a definition ready to run over facts of a schema, with the flows that it calls. Everything that is
 * wrong is told at once, at its node and, for expressions, at its characters. `hasConnector` is asked of what is
 * about to run for the first time; what was published once compiles whatever was removed since.
 */
export function compileFlow(
  definition: FlowDefinition,
  known: FactSchema,
  find: FindDefinition = () => undefined,
  hasConnector: HasConnector = () => true,
  findAsset: FindAsset = () => undefined,
): CompiledOrProblems {
  const { code, trigger } = definition;
  const schema = factsOfTrigger(known, trigger);
  const nodes = new Map<string, CompiledNode>();
  const into: Compiling = {
    schema,
    trigger,
    find,
    findAsset,
    nodes,
    skus: new Set(),
    limits: [],
    hasSteps: false,
  };
  const filter = definition.filter === undefined ? null : filterOf(definition.filter, schema);
  const problems = compileNodes(definition, into, '', [code]);
  problems.push(...missingConnectors(definition, hasConnector));
  if (Array.isArray(filter)) problems.unshift(...filter);
  problems.push(...judgeEndpoint(trigger, definition.filter, schema));
  if (problems.length > 0 || Array.isArray(filter)) return { kind: 'problems', problems };
  return {
    kind: 'compiled',
    flow: {
      code,
      hash: hashDefinition(definition),
      trigger,
      filter,
      start: definition.start,
      nodes,
      hasSteps: into.hasSteps,
      needs: { skus: [...into.skus], limits: into.limits },
    },
  };
}

/** Compiles the nodes of a flow, under identifiers that begin with `scope`. Answers what is wrong. */
function compileNodes(
  definition: FlowDefinition,
  into: Compiling,
  scope: string,
  callers: readonly string[],
): FlowProblem[] {
  const problems: FlowProblem[] = [];
  const known = new Map<string, KnownNode>();
  const lacking = new Set<string>();
  for (const node of definition.nodes) {
    const found = knownNode(node);
    if (Array.isArray(found)) {
      problems.push(...found);
      continue;
    }
    const whole = withAsset(node, found.component, into.findAsset);
    if ('code' in whole) {
      problems.push(whole);
      lacking.add(node.id);
      known.set(node.id, found);
    } else known.set(node.id, { ...found, node: whole });
  }
  const structure = checkStructure(definition, (nodeId) => {
    const found = known.get(nodeId);
    if (found === undefined) return null;
    const { component, node } = found;
    return { outputs: component.outputs(node.settings), isLoop: component.code === 'loop' };
  });
  const graph = graphOf(definition);
  const schema = schemaWithSteps(into.schema, known);
  if (schema !== into.schema) into.hasSteps = true;
  for (const [nodeId, found] of known) {
    const { node, component } = found;
    if (lacking.has(nodeId)) continue;
    const fields = component.expressions(node.settings);
    const expressions = compileFields(node, fields, schema, problems);
    problems.push(...judgePlace(found, into.trigger));
    problems.push(...judgeAtEndpoint(node, component, into.trigger, expressions));
    const judged = expressions === null ? [] : (component.judge?.(node.settings, schema) ?? []);
    problems.push(...judged.map((problem) => ({ ...problem, node: nodeId })));
    if (expressions === null || judged.length > 0) continue;
    const expressionAt = (pointer: string) => {
      const expression = expressions.get(pointer);
      assert(expression !== undefined, `${component.code} names its expression ${pointer}`);
      return expression;
    };
    const needs = component.needs?.(node.settings) ?? {};
    for (const sku of needs.skus ?? []) into.skus.add(sku);
    into.limits.push(...(needs.limits ?? []));
    const next = new Map<string, string>();
    for (const [output, to] of graph.waysOut(nodeId)) next.set(output, scope + to);
    const called = component.calls?.(node.settings);
    if (called !== undefined) {
      const entered = callInto(called, into, `${scope}${nodeId}.`, callers);
      if ('start' in entered) next.set(CALL, entered.start);
      else problems.push({ ...entered, node: nodeId, setting: '' });
    }
    into.nodes.set(scope + nodeId, {
      component,
      settings: node.settings,
      expressions,
      perform: component.prepare(node.settings, expressionAt, schema),
      undo: component.prepareUndo?.(node.settings, expressionAt) ?? null,
      scope,
      next,
      isRepeated: leadsBack(graph, nodeId),
    });
  }
  return [...problems, ...structure];
}

/** True when a token that leaves a node may come to it again. */
function leadsBack(graph: Graph, nodeId: string): boolean {
  return [...graph.waysOut(nodeId).values()].some((to) => reachableFrom(graph, to).has(nodeId));
}

/** The versions that a definition calls, as far as its nodes can be read. */
export function calledBy({ nodes }: FlowDefinition): CalledFlow[] {
  return nodes.flatMap((node) => {
    const found = knownNode(node);
    const called = 'component' in found ? found.component.calls?.(node.settings) : undefined;
    return called === undefined ? [] : [called];
  });
}

/** The connectors that nodes of a definition ask, as far as they can be read. */
export function connectorsOf({ nodes }: FlowDefinition): { node: string; connector: string }[] {
  return nodes.flatMap((node) => {
    const found = knownNode(node);
    const asked = 'component' in found ? found.component.connector?.(node.settings) : null;
    const connector = asked ?? null;
    return connector === null ? [] : [{ node: node.id, connector }];
  });
}

function missingConnectors(definition: FlowDefinition, hasConnector: HasConnector): FlowProblem[] {
  return connectorsOf(definition).flatMap(({ node, connector }) =>
    hasConnector(connector)
      ? []
      : [
          {
            code: 'no_such_connector',
            message: `There is no connector ${connector}.`,
            mend: 'Set it up, or name one that is there.',
            node,
            setting: '/connector',
          },
        ],
  );
}

/** Compiles a flow that is called. Answers with which node it starts, or why it cannot be called. */
function callInto(
  called: CalledFlow,
  into: Compiling,
  scope: string,
  callers: readonly string[],
): { readonly start: string } | Pick<FlowProblem, 'code' | 'message' | 'mend'> {
  const { flow, version } = called;
  if (callers.includes(flow)) {
    const message = `${[...callers, flow].join(' → ')} calls itself.`;
    return { code: 'calls_itself', message, mend: 'Call another flow, or repeat with a loop.' };
  }
  if (callers.length > CALLS_DEEP_MAX) {
    const message = `Flows call each other more than ${CALLS_DEEP_MAX} deep.`;
    return { code: 'too_deep', message, mend: 'Draw what it does here.' };
  }
  const definition = into.find(called);
  if (definition?.trigger.kind !== 'call') {
    const message =
      definition === undefined
        ? `There is no version ${version} of a flow ${flow}.`
        : `Flow ${flow} is not made to be called: something else triggers it.`;
    return {
      code: 'no_such_flow',
      message,
      mend: 'Name a published version of a flow to be called.',
    };
  }
  const problems = compileNodes(definition, into, scope, [...callers, flow]);
  if (into.nodes.size > NODES_MAX) {
    const message = `With what it calls it has more than ${NODES_MAX} nodes.`;
    return { code: 'too_large', message, mend: 'Call fewer flows.' };
  }
  const [first] = problems;
  if (first === undefined) return { start: scope + definition.start };
  const message = `Within ${flow}, at ${first.node}: ${first.message}`;
  return { code: first.code, message, mend: first.mend };
}

/** Points at which an order may be held until a flow has come to its end. */
const GATES: ReadonlySet<FlowPoint> = new Set(['release_gate', 'ship_gate']);

/** Where an order is planned nothing is done to it: it may not come to be, and is planned again and again. */
const DEEDS_ON_ORDERS = [
  'hold',
  'release_hold',
  'set_attribute',
  'create_exception',
  're_source',
  'reserve',
  'release_reservation',
  'check_limit',
];

/** Components that nothing comes of at a point, or that would lead to it again. */
const NOT_AT: Partial<Record<FlowPoint, readonly string[]>> = {
  payment: ['release_hold', 're_source', 'reserve', 'release_reservation', 'check_limit'],
  exception: ['create_exception'],
  source_rank: DEEDS_ON_ORDERS,
  promise: DEEDS_ON_ORDERS,
};

/** What speaks against a component in a flow of this trigger. */
function judgePlace({ node, component }: KnownNode, trigger: FlowTrigger): FlowProblem[] {
  const point = trigger.kind === 'point' ? trigger.point : null;
  const { code, points, effect } = component;
  if (points !== undefined && (point === null || !points.includes(point))) {
    return [
      {
        code: 'wrong_point',
        message: `${code} has something to do only at ${points.join(', ')}.`,
        mend: 'Put it into a flow of that point.',
        node: node.id,
      },
    ];
  }
  const isRefusal = code === 'end' && node.settings['outcome'] === 'reject';
  const isDoneTo = point !== null && NOT_AT[point]?.includes(code) === true;
  const isPlanned = point === 'source_rank' || point === 'promise';
  if (isDoneTo || (isPlanned && isRefusal)) {
    return [
      {
        code: 'wrong_point',
        message: `${code} has nothing to do at ${point}.`,
        mend: 'Put it into a flow that an event triggers.',
        node: node.id,
      },
    ];
  }
  const isWaiting = effect === 'wait' || effect === 'outside';
  if (!isWaiting || point === null || GATES.has(point)) return [];
  return [
    {
      code: 'no_waiting_here',
      message: `Nothing can wait at ${point}: whoever asks wants the answer now.`,
      mend: 'Wait in a flow that an event triggers, and hold the order here.',
      node: node.id,
    },
  ];
}

/** The facts that expressions among these nodes may read; nodes that are unfinished leave nothing. */
export function factsAmong(
  nodes: readonly FlowNode[],
  schema: FactSchema,
  findAsset: FindAsset,
): FactSchema {
  const known = nodes.flatMap((node) => {
    const found = knownNode(node);
    if (Array.isArray(found)) return [];
    const whole = withAsset(node, found.component, findAsset);
    return [[node.id, 'code' in whole ? found : { ...found, node: whole }] as const];
  });
  return schemaWithSteps(schema, new Map(known));
}

/**
 * The facts that expressions within a flow may read: those given, and what its nodes leave behind as
 * `steps.NODE.NAME`. A node that has not been visited has left nothing: `has(steps.NODE)` asks.
 */
function schemaWithSteps(schema: FactSchema, nodes: ReadonlyMap<string, KnownNode>): FactSchema {
  const records: Record<string, Record<string, FactField>> = {};
  const steps: Record<string, FactField> = {};
  for (const [nodeId, { node, component }] of nodes) {
    const values = Object.entries(component.values?.(node.settings) ?? {});
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

const ajv = new Ajv2020({ allErrors: true, strict: false });
const validators = new Map<string, ValidateFunction>();

/** Compiled when a flow first uses the component: all of them together would hold up the start of the program. */
function validatorOf({ code, settings }: Component): ValidateFunction {
  let validate = validators.get(code);
  if (validate === undefined) {
    validate = ajv.compile(settings);
    validators.set(code, validate);
  }
  return validate;
}

function knownNode(node: FlowNode): KnownNode | FlowProblem[] {
  const component = findComponent(node.component);
  if (component === undefined) {
    return [
      {
        code: 'no_such_component',
        message: `There is no component ${node.component}.`,
        mend: `Use one of ${COMPONENTS.map(({ code }) => code).join(', ')}.`,
        node: node.id,
      },
    ];
  }
  const validate = validatorOf(component);
  if (validate(node.settings)) return { node, component };
  return settingProblems(node.id, validate.errors ?? []);
}

/** One problem a place: of the alternatives of a union every one complains. */
function settingProblems(nodeId: string, errors: readonly ErrorObject[]): FlowProblem[] {
  const byPlace = Map.groupBy(errors, ({ instancePath }) => instancePath);
  return [...byPlace].map(([pointer, found]) => ({
    code: 'wrong_settings',
    message: `${pointer === '' ? 'The settings' : pointer} ${found.map(textOf).join(', or ')}.`,
    mend: 'Correct the setting.',
    node: nodeId,
    setting: pointer,
  }));
}

function textOf({ message = 'is wrong', params }: ErrorObject): string {
  const name = (params as { additionalProperty?: string }).additionalProperty;
  return name === undefined ? message : `${message} (${name})`;
}

function filterOf(text: string, schema: FactSchema): CompiledExpression | FlowProblem[] {
  const compiled = compileExpression(text, schema, 'bool');
  return hasProblems(compiled) ? compiled.map((problem) => expressionProblem(problem)) : compiled;
}

function compileFields(
  node: FlowNode,
  fields: readonly ExpressionField[],
  schema: FactSchema,
  problems: FlowProblem[],
): ReadonlyMap<string, CompiledExpression> | null {
  const compiled = new Map<string, CompiledExpression>();
  for (const { pointer, text, type } of fields) {
    const outcome = compileExpression(text, schema, type);
    if (hasProblems(outcome)) {
      for (const problem of outcome) {
        problems.push({ ...expressionProblem(problem), node: node.id, setting: pointer });
      }
    } else compiled.set(pointer, outcome);
  }
  return compiled.size === fields.length ? compiled : null;
}

function expressionProblem(problem: {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly suggestion?: string;
}): FlowProblem {
  const { message, start, end, suggestion } = problem;
  const mend =
    suggestion === undefined ? 'Correct the expression.' : `Write ${suggestion} instead.`;
  return { code: 'wrong_expression', message, mend, start, end };
}
