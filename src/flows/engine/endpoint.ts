import type { FlowNode, FlowProblem, FlowTrigger } from '../../../contracts/flows.ts';
import type { EndpointForm } from '../../../contracts/forms.ts';
import type { Component } from '../components/index.ts';
import {
  judgeSchema,
  type CompiledExpression,
  type FactField,
  type FactSchema,
  type FactType,
} from '../expressions/index.ts';

/** What an endpoint takes and answers. */
export type EndpointTrigger = Extract<FlowTrigger, { kind: 'api' }>;

const TYPES = { string: 'string', integer: 'int', boolean: 'bool' } as const;

/** The field that names the order that a call is about; null: calls are about none. */
export function orderFieldOf({ properties }: EndpointForm): string | null {
  return orderFieldsOf(properties)[0] ?? null;
}

function orderFieldsOf(properties: EndpointForm['properties']): string[] {
  return Object.entries(properties).flatMap(([name, field]) =>
    field.type === 'string' && field.format === 'order-id' ? [name] : [],
  );
}

/** True when a flow of this trigger is always about an order. */
function isAboutOrder(trigger: FlowTrigger): boolean {
  return trigger.kind !== 'api' || orderFieldOf(trigger.input) !== null;
}

/** The facts that a flow of a trigger may read: an endpoint is called with some, and perhaps for no order. */
export function factsOfTrigger(schema: FactSchema, trigger: FlowTrigger): FactSchema {
  if (trigger.kind !== 'api') return schema;
  const { properties, required = [] } = trigger.input;
  const input = Object.fromEntries(
    Object.entries(properties).map(([name, field]): [string, FactField] => [
      name,
      {
        type: TYPES[field.type],
        ...(required.includes(name) ? {} : { isOptional: true }),
        ...(field.type === 'string' && field.enum !== undefined ? { values: field.enum } : {}),
      },
    ]),
  );
  const { order, ...others } = schema.variables;
  const isNamed = order !== undefined && orderFieldOf(trigger.input) !== null;
  return {
    variables: { ...others, ...(isNamed ? { order } : {}), input: { type: { record: 'input' } } },
    records: { ...schema.records, input },
  };
}

/** What is wrong with how an endpoint is described. */
export function judgeEndpoint(
  trigger: FlowTrigger,
  filter: string | undefined,
  schema: FactSchema,
): FlowProblem[] {
  if (trigger.kind !== 'api') return [];
  const problems: FlowProblem[] = [];
  const { input, output } = trigger;
  const [orderField, ...others] = orderFieldsOf(input.properties);
  if (others.length > 0) {
    const message = `${[orderField, ...others].join(' and ')} each name an order.`;
    problems.push({ code: 'two_orders', message, mend: 'Let one field name the order.' });
  }
  if (orderField !== undefined && input.required?.includes(orderField) !== true) {
    const message = `${orderField} names the order and may be left out.`;
    const mend = 'Make the field required, or take another flow for calls without an order.';
    problems.push({ code: 'order_left_out', message, mend });
  }
  for (const [what, form] of [
    ['input', input],
    ['output', output],
  ] as const) {
    for (const name of form.required ?? []) {
      if (Object.hasOwn(form.properties, name)) continue;
      const message = `The ${what} requires ${name}, and has no such field.`;
      problems.push({
        code: 'no_such_field',
        message,
        mend: 'Add the field, or do not require it.',
      });
    }
  }
  for (const message of judgeSchema({
    variables: {},
    records: { input: schema.records['input'] ?? {} },
  })) {
    problems.push({ code: 'unwritable_name', message, mend: 'Give the field another name.' });
  }
  if (filter !== undefined) {
    const message = 'An endpoint answers every call: it has no filter.';
    problems.push({ code: 'filter_at_endpoint', message, mend: 'Begin with a condition.' });
  }
  return problems;
}

/** True when a component answers a caller, and nobody calls flows of this trigger. */
export function lacksCaller({ code }: Component, trigger: FlowTrigger): boolean {
  return code === 'answer' && trigger.kind !== 'api';
}

/** True when a component is about an order, and flows of this trigger are called without one. */
export function lacksOrder({ code, effect, needsOrder }: Component, trigger: FlowTrigger): boolean {
  const isAboutIt = code !== 'answer' && (effect !== 'pure' || needsOrder === true);
  return isAboutIt && !isAboutOrder(trigger);
}

/** What speaks against a node in a flow of this trigger. */
export function judgeAtEndpoint(
  { id: node, settings }: FlowNode,
  component: Component,
  trigger: FlowTrigger,
  expressions: ReadonlyMap<string, CompiledExpression> | null,
): FlowProblem[] {
  const { code } = component;
  if (code === 'answer' && trigger.kind === 'api') {
    return judgeAnswer(node, settings, trigger, expressions);
  }
  if (lacksCaller(component, trigger)) {
    const message = 'Nobody calls this flow and waits for an answer.';
    return [{ code: 'no_caller_here', message, mend: 'End it with “end”.', node }];
  }
  if (!lacksOrder(component, trigger)) return [];
  const message = `${code} is about an order, and calls of this endpoint name none.`;
  const mend = 'Let a field of the input name the order: a text of the format order-id.';
  return [{ code: 'no_order_here', message, mend, node }];
}

function judgeAnswer(
  node: string,
  settings: FlowNode['settings'],
  { output: { properties, required = [] } }: EndpointTrigger,
  expressions: ReadonlyMap<string, CompiledExpression> | null,
): FlowProblem[] {
  const values = settings['values'] as Readonly<Record<string, string>>;
  const problems: FlowProblem[] = [];
  for (const name of Object.keys(values)) {
    const setting = `/values/${name}`;
    const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const type = expressions?.get(setting)?.type;
    if (field === undefined) {
      const message = `The output has no field ${name}.`;
      const mend = 'Add it to the output of the endpoint, or do not answer it.';
      problems.push({ code: 'no_such_field', message, mend, node, setting });
    } else if (type !== undefined && type !== TYPES[field.type]) {
      const message = `${name} is answered as ${TYPES[field.type]}, and this is ${nameOf(type)}.`;
      problems.push({
        code: 'wrong_type',
        message,
        mend: 'Correct the expression.',
        node,
        setting,
      });
    }
  }
  for (const name of required) {
    if (Object.hasOwn(values, name)) continue;
    const message = `Every answer has ${name}.`;
    const mend = 'Say what it is here.';
    problems.push({ code: 'field_missing', message, mend, node, setting: '/values' });
  }
  return problems;
}

function nameOf(type: FactType): string {
  return typeof type === 'string' ? type : 'of another kind';
}
