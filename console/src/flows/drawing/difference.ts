import type { FlowDefinition } from '../../client/contract.generated.d.ts';
import type { Step, Way } from './drawing.ts';

export type Change = 'added' | 'removed' | 'changed' | 'same';

/** A setting that differs, as JSON pointer, with what it was and is; undefined: it was not there. */
export interface ChangedSetting {
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A step in either version. */
export interface StepDifference {
  readonly id: string;
  readonly change: Change;
  readonly before: Step | null;
  readonly after: Step | null;
  readonly settings: readonly ChangedSetting[];
}

/** A way in either version. One that leads elsewhere is removed and added. */
export interface WayDifference extends Way {
  readonly change: Exclude<Change, 'changed'>;
}

export interface FlowDifference {
  readonly steps: readonly StepDifference[];
  readonly ways: readonly WayDifference[];
  /** What differs beside the steps: names, trigger, filter, where it starts. */
  readonly flow: readonly ChangedSetting[];
}

/** What differs between two versions of a flow. */
export function differenceBetween(before: FlowDefinition, after: FlowDefinition): FlowDifference {
  const old = new Map(before.nodes.map((step) => [step.id, step]));
  const young = new Map(after.nodes.map((step) => [step.id, step]));
  const ids = [...new Set([...young.keys(), ...old.keys()])];
  return {
    steps: ids.map((id) => stepDifference(id, old.get(id) ?? null, young.get(id) ?? null)),
    ways: waysOf(before.edges, after.edges),
    flow: changedSettings(ofFlow(before), ofFlow(after)),
  };
}

/** Whether two versions do the same. */
export function isSame({ steps, ways, flow }: FlowDifference): boolean {
  return flow.length === 0 && [...steps, ...ways].every(({ change }) => change === 'same');
}

function ofFlow({ names, description, trigger, filter, start }: FlowDefinition) {
  return { names, description, trigger, filter, start };
}

function stepDifference(id: string, before: Step | null, after: Step | null): StepDifference {
  if (before === null || after === null) {
    return { id, change: before === null ? 'added' : 'removed', before, after, settings: [] };
  }
  const whole = ({ name, component, settings }: Step) => ({ name, component, settings });
  const settings = changedSettings(whole(before), whole(after));
  return { id, change: settings.length === 0 ? 'same' : 'changed', before, after, settings };
}

function waysOf(before: readonly Way[], after: readonly Way[]): WayDifference[] {
  const keyOf = ({ from, output, to }: Way): string => `${from} ${output} ${to}`;
  const old = new Set(before.map(keyOf));
  const young = new Set(after.map(keyOf));
  return [
    ...after.map((way) => ({ ...way, change: old.has(keyOf(way)) ? 'same' : 'added' }) as const),
    ...before
      .filter((way) => !young.has(keyOf(way)))
      .map((way) => ({ ...way, change: 'removed' }) as const),
  ];
}

/** The places at which two values differ, the deepest that tell it. */
export function changedSettings(before: unknown, after: unknown, pointer = ''): ChangedSetting[] {
  if (Object.is(before, after)) return [];
  if (isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      changedSettings(fieldOf(before, key), fieldOf(after, key), `${pointer}/${key}`),
    );
  }
  return [{ pointer, before, after }];
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function fieldOf(value: object, key: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[key];
}
