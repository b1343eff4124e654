import type { Phase, Step } from './at-work.ts';

/** How many of the open exceptions somebody ends at a look; the rest go on by themselves or escalate. */
const RESOLVED_CHANCE = 0.08;

/** Operations and agents look through what is stuck or has failed. */
export const EXCEPTION_PHASES: readonly Phase[] = [
  async ({ floor, luckOf }) => {
    const open = await floor.list('exceptions', 'open');
    return open.flatMap(({ id, version }): Step[] => {
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
