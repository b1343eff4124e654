import type { FlowEffect } from '../contracts/flow-effects.ts';
import type { Random } from '../src/kernel/random.ts';
import type { Phase, Step } from './at-work.ts';

/** How many of the open exceptions somebody ends at a look; the rest go on by themselves or escalate. */
const RESOLVED_CHANCE = 0.08;

/** What somebody finds out at the other side about something that was asked for there, with the values that are wanted of it. */
const FOUND = { string: 'found-out', int: 1, bool: true } as const;

function settle({ id, wanted }: FlowEffect, luck: Random): Step {
  const isDone = luck.chance(0.5);
  const values = Object.fromEntries(wanted.map(({ name, type }) => [name, FOUND[type]]));
  const body = {
    effectId: id,
    outcome: isDone ? 'done' : 'failed',
    ...(isDone ? { values } : {}),
    note: 'asked the other side',
  };
  return { kind: 'decide_effect', body, name: `settle/${id}` };
}

/** Operations and agents look through what is stuck or has failed. */
export const EXCEPTION_PHASES: readonly Phase[] = [
  async ({ floor, luckOf }) => {
    const unsure = await floor.list('effects', 'unsure');
    return unsure.flatMap((effect): Step[] => {
      const luck = luckOf(effect.id);
      return luck.chance(RESOLVED_CHANCE) ? [settle(effect, luck)] : [];
    });
  },
  async ({ floor, luckOf }) => {
    const open = await floor.list('exceptions', 'open');
    return open.flatMap(({ id, version, kind }): Step[] => {
      // It closes once it was found out what became of what it is about.
      if (kind === 'effect_unsure') return [];
      const luck = luckOf(id);
      if (luck.chance(RESOLVED_CHANCE)) {
        const body = { exceptionId: id, resolution: 'looked at it and settled it' };
        return [{ kind: 'resolve_exception', body, name: `resolve/${id}` }];
      }
      if (!luck.chance(0.05)) return [];
      const body = { exceptionId: id, text: 'asked the location' };
      return [{ kind: 'note_exception', body, name: `note/${id}/${version}` }];
    });
  },
];
