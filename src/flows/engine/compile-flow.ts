import { assert } from '../../kernel/assert.ts';
import type {
  FlowDefinition,
  FlowNode,
  FlowProblem,
  FlowTrigger,
} from '../../../contracts/flows.ts';
import {
  type CalledFlow,
  type ExpressionField,
  type LimitSpec,
  type Perform,
  valueOf,
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
  type ExpressionProblem,
  type FactSchema,
} from '../expressions/index.ts';
import { factsOfTrigger, judgeAtEndpoint, judgeEndpoint } from './endpoint.ts';
import { knownNode, type KnownNode } from './known-node.ts';
import { pinOf, settingDrawn, withAsset, type FindAsset } from './pinned-assets.ts';
import { judgePlace, judgeTrigger } from './place.ts';
import { CALL } from './run-flow.ts';
import type { CompiledFlow, CompiledNode } from './run-state.ts';
import {
  CALLS_DEEP_MAX,
  judgeGivenBack,
  schemaWithSteps,
  type FindDefinition,
  type GivenBack,
  type StepSources,
} from './step-facts.ts';

/** What compiling has come to: a flow that can run, or everything that is wrong with it. */
export type CompiledOrProblems =
  | { readonly kind: 'compiled'; readonly flow: CompiledFlow }
  | { readonly kind: 'problems'; readonly problems: readonly FlowProblem[] };

/** Whether a connector of this code is set up. */
export type HasConnector = (code: string) => boolean;

/** Nodes of a flow with those of all that it calls. */
const NODES_MAX = 2_000;

/** What is compiled into one flow, with what it calls. */
interface Compiling extends StepSources {
  readonly trigger: FlowTrigger;
  readonly nodes: Map<string, CompiledNode>;
  readonly skus: Set<string>;
  readonly limits: LimitSpec[];
  hasSteps: boolean;
}

/** What was published once runs, whatever was removed since. */
const IS_PUBLISHED: HasConnector = () => true;

/**
 * Makes a definition ready to run over facts of a schema, with the flows that it calls. Everything that is
 * wrong is told at once, at its node and, for expressions, at its characters. `hasConnector` is given for what is
 * about to run for the first time; what was published once compiles whatever was removed since.
 */
export function compileFlow(
  definition: FlowDefinition,
  known: FactSchema,
  find: FindDefinition = () => undefined,
  hasConnector: HasConnector = IS_PUBLISHED,
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
    given: new Map(),
    nodes,
    skus: new Set(),
    limits: [],
    hasSteps: false,
  };
  const filter = definition.filter === undefined ? null : filterOf(definition.filter, schema);
  const problems = compileNodes(definition, into, '', [code]);
  problems.push(...missingConnectors(definition, hasConnector));
  if (hasConnector !== IS_PUBLISHED) problems.push(...judgeTrigger(trigger));
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
  const drawn = new Map(definition.nodes.map((node) => [node.id, node]));
  const graph = graphOf(definition);
  const schema = schemaWithSteps(into, known, callers);
  if (schema !== into.schema) into.hasSteps = true;
  const givenBack: GivenBack[] = [];
  for (const [nodeId, found] of known) {
    const { node, component } = found;
    if (lacking.has(nodeId)) continue;
    const fields = component.expressions(node.settings);
    const unread: FlowProblem[] = [];
    const expressions = compileFields(node, fields, schema, unread);
    problems.push(...unread.map((problem) => ofAsset(drawn.get(nodeId) ?? node, problem)));
    problems.push(...judgePlace(node, component, into.trigger));
    problems.push(...judgeAtEndpoint(node, component, into.trigger, expressions));
    if (expressions !== null && component.givesBack === true) {
      givenBack.push({ node: nodeId, expressions });
    }
    const judged = expressions === null ? [] : (component.judge?.(node.settings, schema) ?? []);
    problems.push(
      ...judged.map((problem) => ofAsset(drawn.get(nodeId) ?? node, { ...problem, node: nodeId })),
    );
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
    let perform = component.prepare(node.settings, expressionAt, schema);
    if (called !== undefined) {
      const entered = callInto(called, into, `${scope}${nodeId}.`, callers);
      if ('start' in entered) {
        next.set(CALL, entered.start);
        if (entered.filter !== null) perform = onlyWhen(entered.filter, perform);
      } else problems.push({ ...entered, node: nodeId, setting: '' });
    }
    into.nodes.set(scope + nodeId, {
      component,
      settings: node.settings,
      expressions,
      perform,
      undo: component.prepareUndo?.(node.settings, expressionAt) ?? null,
      scope,
      next,
      isRepeated: leadsBack(graph, nodeId),
    });
  }
  return [...problems, ...judgeGivenBack(definition, givenBack), ...structure];
}

/** A problem where it is mended: what an asset says is told at the asset, whose text nobody sees in the drawing. */
function ofAsset(drawn: FlowNode, problem: FlowProblem): FlowProblem {
  const { setting = '', start: _start, end: _end, ...rest } = problem;
  const place = settingDrawn(drawn, setting);
  if (place === setting) return problem;
  const { name, version } = pinOf(drawn) ?? { name: '', version: 0 };
  return { ...rest, setting: place, message: `Version ${version} of ${name}: ${rest.message}` };
}

/** Goes into a flow that is called only with what its filter lets in; all others pass by, and nothing is left behind. */
function onlyWhen(filter: CompiledExpression, call: Perform): Perform {
  return (visit) =>
    valueOf(filter, visit.facts, (isMeant) =>
      isMeant === true ? call(visit) : { kind: 'go', output: 'next', values: {} },
    );
}

/** True when a token that leaves a node may come to it again. */
function leadsBack(graph: Graph, nodeId: string): boolean {
  return [...graph.waysOut(nodeId).values()].some((to) => reachableFrom(graph, to).has(nodeId));
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

/** Compiles a flow that is called. Answers with which node it starts and for what, or why it cannot be called. */
function callInto(
  called: CalledFlow,
  into: Compiling,
  scope: string,
  callers: readonly string[],
):
  | { readonly start: string; readonly filter: CompiledExpression | null }
  | Pick<FlowProblem, 'code' | 'message' | 'mend' | 'parameters' | 'reason'> {
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
  const filter = definition.filter === undefined ? null : filterOf(definition.filter, into.schema);
  const problems = compileNodes(definition, into, scope, [...callers, flow]);
  if (into.nodes.size > NODES_MAX) {
    const message = `With what it calls it has more than ${NODES_MAX} nodes.`;
    return { code: 'too_large', message, mend: 'Call fewer flows.' };
  }
  const [first] = Array.isArray(filter) ? filter : problems;
  if (first === undefined && !Array.isArray(filter))
    return { start: scope + definition.start, filter };
  assert(first !== undefined, 'what does not compile has a problem');
  const message = `Within ${flow}, at ${first.node ?? 'its filter'}: ${first.message}`;
  const { code, mend, parameters, reason } = first;
  return {
    code,
    message,
    mend,
    ...(parameters === undefined ? {} : { parameters }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function filterOf(text: string, schema: FactSchema): CompiledExpression | FlowProblem[] {
  const compiled = compileExpression(text, schema, 'bool');
  return hasProblems(compiled) ? compiled.map(expressionProblem) : compiled;
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

/** A problem of an expression as one of the flow that it stands in. */
export function expressionProblem(problem: ExpressionProblem): FlowProblem {
  const { code, message, messageParameters, start, end, suggestion } = problem;
  const reason = { code, parameters: { ...messageParameters } };
  const mend =
    suggestion === undefined ? 'Correct the expression.' : `Write ${suggestion} instead.`;
  return { code: 'wrong_expression', message, mend, start, end, reason };
}
