import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FlowDefinition, FlowNode, FlowProblem } from '../../../contracts/flows.ts';
import { COMPONENTS, findComponent, type CalledFlow, type Component } from '../components/index.ts';

/** A node whose component is known and whose settings fit it. */
export interface KnownNode {
  readonly node: FlowNode;
  readonly component: Component;
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

/** A node with its component, or what keeps it from being read. */
export function knownNode(node: FlowNode): KnownNode | FlowProblem[] {
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

/** The versions that a definition calls, as far as its nodes can be read. */
export function calledBy({ nodes }: Pick<FlowDefinition, 'nodes'>): CalledFlow[] {
  return nodes.flatMap((node) => {
    const found = knownNode(node);
    const called = 'component' in found ? found.component.calls?.(node.settings) : undefined;
    return called === undefined ? [] : [called];
  });
}
