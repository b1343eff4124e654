import type { FlowRun } from '../../client/contract.generated.d.ts';
import type { Mark } from '../canvas/canvas-context.ts';
import { TRIGGER, type Output, type Way } from '../drawing/drawing.ts';

/** What a run's colours say of a step: where it is, where it failed, where it was. */
export function markOfStep({ trail, waits, failures }: FlowRun, id: string): Mark {
  if (failures.some(({ node }) => node === id)) return 'failed';
  if (waits.some(({ node }) => node === id)) return 'waiting';
  return id === TRIGGER || trail.includes(id) ? 'visited' : 'untouched';
}

/**
 * Whether a run went a way. The trail names steps, not ways: a way counts as gone when its end was visited
 * after its beginning and is the only way between the two, or every way between them is the same.
 */
export function isGone(
  ways: readonly Way[],
  { trail }: FlowRun,
  { from, output }: Output,
): boolean {
  if (from === TRIGGER) return trail.length > 0;
  const to = ways.find((way) => way.from === from && way.output === output)?.to;
  if (to === undefined) return false;
  const first = trail.indexOf(from);
  return first >= 0 && trail.indexOf(to, first + 1) > first && followed(ways, trail, from, to);
}

/** Whether some visit of `to` can only have come from `from`: no other step that leads there was visited in between. */
function followed(
  ways: readonly Way[],
  trail: readonly string[],
  from: string,
  to: string,
): boolean {
  const sources = new Set(ways.filter((way) => way.to === to).map((way) => way.from));
  return trail.some((id, index) => {
    if (id !== to) return false;
    const before = trail.slice(0, index).findLast((each) => sources.has(each));
    return before === from;
  });
}
