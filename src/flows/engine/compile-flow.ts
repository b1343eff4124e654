import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { assert } from '../../kernel/assert.ts';
import type { FlowDefinition, FlowNode, FlowProblem } from '../../../contracts/flows.ts';
import {
  COMPONENTS,
  findComponent,
  type Component,
  type ExpressionField,
} from '../components/index.ts';
import { checkStructure, graphOf, hashDefinition } from '../definition/index.ts';
import {
  compileExpression,
  hasProblems,
  type CompiledExpression,
  type FactField,
  type FactSchema,
} from '../expressions/index.ts';
import type { CompiledFlow, CompiledNode } from './run-flow.ts';

/** What compiling has come to: a flow that can run, or everything that is wrong with it. */
export type CompiledOrProblems =
  | { readonly kind: 'compiled'; readonly flow: CompiledFlow }
  | { readonly kind: 'problems'; readonly problems: readonly FlowProblem[] };

/** A node whose component is known and whose settings fit it. */
interface KnownNode {
  readonly node: FlowNode;
  readonly component: Component;
}

/**
 * Makes a definition ready to run over facts of a schema. Everything that is wrong is told at once, at
 * its node and, for expressions, at its characters.
 */
export function compileFlow(definition: FlowDefinition, schema: FactSchema): CompiledOrProblems {
  const problems: FlowProblem[] = [];
  const known = new Map<string, KnownNode>();
  for (const node of definition.nodes) {
    const found = knownNode(node);
    if (Array.isArray(found)) problems.push(...found);
    else known.set(node.id, found);
  }
  const structure = checkStructure(definition, (nodeId) => {
    const found = known.get(nodeId);
    if (found === undefined) return null;
    const { component, node } = found;
    return { outputs: component.outputs(node.settings), isLoop: component.code === 'loop' };
  });
  const filter = definition.filter === undefined ? null : filterOf(definition.filter, schema);
  if (Array.isArray(filter)) problems.push(...filter);
  const nodes = new Map<string, CompiledNode>();
  const graph = graphOf(definition);
  const withSteps = schemaWithSteps(schema, known);
  for (const [nodeId, { node, component }] of known) {
    const fields = component.expressions(node.settings);
    const expressions = compileFields(node, fields, withSteps, problems);
    if (expressions === null) continue;
    const expressionAt = (pointer: string) => {
      const expression = expressions.get(pointer);
      assert(expression !== undefined, `${component.code} names its expression ${pointer}`);
      return expression;
    };
    nodes.set(nodeId, {
      component,
      settings: node.settings,
      expressions,
      perform: component.prepare(node.settings, expressionAt),
      undo: component.prepareUndo?.(node.settings, expressionAt) ?? null,
      next: graph.waysOut(nodeId),
    });
  }
  problems.push(...structure);
  if (problems.length > 0 || Array.isArray(filter)) return { kind: 'problems', problems };
  return {
    kind: 'compiled',
    flow: {
      code: definition.code,
      hash: hashDefinition(definition),
      trigger: definition.trigger,
      filter,
      start: definition.start,
      nodes,
      hasSteps: withSteps !== schema,
    },
  };
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
const VALIDATORS: ReadonlyMap<string, ValidateFunction> = new Map(
  COMPONENTS.map(({ code, settings }) => [code, ajv.compile(settings)]),
);

function knownNode(node: FlowNode): KnownNode | FlowProblem[] {
  const component = findComponent(node.component);
  const validate = VALIDATORS.get(node.component);
  if (component === undefined || validate === undefined) {
    return [
      {
        code: 'no_such_component',
        message: `There is no component ${node.component}.`,
        mend: `Use one of ${COMPONENTS.map(({ code }) => code).join(', ')}.`,
        node: node.id,
      },
    ];
  }
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
