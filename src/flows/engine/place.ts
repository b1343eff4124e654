import { EVENT_FAMILIES } from '../../../contracts/event-types.ts';
import type { OutOfPlace } from '../../../contracts/flow-drawing.ts';
import type { FlowNode, FlowPoint, FlowProblem, FlowTrigger } from '../../../contracts/flows.ts';
import { COMPONENTS, type Component } from '../components/index.ts';
import { lacksCaller, lacksOrder } from './endpoint.ts';

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

const pointOf = (trigger: FlowTrigger): FlowPoint | null =>
  trigger.kind === 'point' ? trigger.point : null;

/** True when a component waits, or asks outside, where whoever asks wants the answer now. */
function waitsInVain({ effect }: Component, point: FlowPoint | null): boolean {
  return (effect === 'wait' || effect === 'outside') && point !== null && !GATES.has(point);
}

/** Why a component has nothing to do in flows of a trigger, whatever its settings; null: it may stand there. */
function misplacementOf(component: Component, trigger: FlowTrigger): OutOfPlace['reason'] | null {
  const point = pointOf(trigger);
  const { code, points } = component;
  if (points !== undefined && (point === null || !points.includes(point))) return 'wrong_point';
  if (point !== null && NOT_AT[point]?.includes(code) === true) return 'wrong_point';
  if (waitsInVain(component, point)) return 'no_waiting_here';
  if (lacksCaller(component, trigger)) return 'no_caller_here';
  return lacksOrder(component, trigger) ? 'no_order_here' : null;
}

/** All components that have nothing to do in flows of a trigger, each with the reason. */
export function outOfPlace(trigger: FlowTrigger): OutOfPlace[] {
  return COMPONENTS.flatMap((component) => {
    const reason = misplacementOf(component, trigger);
    return reason === null ? [] : [{ component: component.code, reason }];
  });
}

/** What speaks against a node in a flow of this trigger; what endpoints ask of it is judged with them. */
export function judgePlace(
  { id: node, settings }: FlowNode,
  component: Component,
  trigger: FlowTrigger,
): FlowProblem[] {
  const point = pointOf(trigger);
  const { code, points } = component;
  const isRefusal = code === 'end' && settings['outcome'] === 'reject';
  const isPlanned = point === 'source_rank' || point === 'promise';
  const found = misplacementOf(component, trigger);
  if (found === 'wrong_point' || (isPlanned && isRefusal)) {
    const isElsewhere = points !== undefined && found === 'wrong_point';
    return [
      {
        code: 'wrong_point',
        message: isElsewhere
          ? `${code} has something to do only at ${points.join(', ')}.`
          : `${code} has nothing to do at ${point}.`,
        mend: isElsewhere
          ? 'Put it into a flow of that point.'
          : 'Put it into a flow that an event triggers.',
        node,
      },
    ];
  }
  if (!waitsInVain(component, point)) return [];
  return [
    {
      code: 'no_waiting_here',
      message: `Nothing can wait at ${point}: whoever asks wants the answer now.`,
      mend: 'Wait in a flow that an event triggers, and hold the order here.',
      node,
    },
  ];
}

/** What speaks against a trigger: of an event that there is not no order would ever come. */
export function judgeTrigger(trigger: FlowTrigger): FlowProblem[] {
  if (trigger.kind !== 'event') return [];
  const { event } = trigger;
  if (Object.values(EVENT_FAMILIES).some((types) => types.includes(event))) return [];
  return [
    {
      code: 'no_such_event',
      message: `There is no event ${event}, so no order would ever enter.`,
      mend: 'Choose one of those that are offered.',
    },
  ];
}
