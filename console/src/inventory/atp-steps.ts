import type { AtpAnswer } from '../client/contract.generated.d.ts';

const DAY_MS = 86_400_000;

/** A moment of the curve, and what came then. */
export interface AtpPoint {
  readonly atMs: number;
  readonly available: number;
  /** Null: the beginning and the end, where nothing comes. */
  readonly arrival: {
    readonly quantity: number;
    readonly reference: string;
    readonly location: string;
  } | null;
}

/** What can be promised, as a stair from now to a while after the last arrival. */
export function atpPoints(answer: AtpAnswer): readonly AtpPoint[] {
  const start = Date.parse(answer.at);
  const steps = answer.steps.map(({ at, available, quantity, reference, location }) => ({
    atMs: Math.max(start, Date.parse(at)),
    available,
    arrival: { quantity, reference, location },
  }));
  const lastMs = steps.at(-1)?.atMs ?? start;
  const tailMs = Math.max(DAY_MS, (lastMs - start) * 0.12);
  return [
    { atMs: start, available: answer.availableNow, arrival: null },
    ...steps,
    {
      atMs: lastMs + tailMs,
      available: steps.at(-1)?.available ?? answer.availableNow,
      arrival: null,
    },
  ];
}
