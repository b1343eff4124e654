/** What there is of the own company, as far as it has been read. */
export interface Found {
  readonly locations?: number | undefined;
  readonly catalogue?: number | undefined;
  readonly stock?: number | undefined;
  readonly channels?: number | undefined;
  readonly orders?: number | undefined;
  readonly people?: number | undefined;
}

export const STEPS = ['locations', 'catalogue', 'stock', 'channels', 'orders', 'people'] as const;
export type StepName = (typeof STEPS)[number];

/** One step of beginning: done by what is there, not by what somebody says. */
export interface Step {
  readonly name: StepName;
  readonly isDone: boolean;
  /** The first that is not done: what to do now. */
  readonly isNext: boolean;
}

/** Whoever looks is a person already; a second one has been added. */
const NEEDED: Readonly<Partial<Record<StepName, number>>> = { people: 2 };

/** The steps in their order, each ticked off by what is really there. */
export function checklist(found: Found): Step[] {
  const isDone = (name: StepName): boolean => (found[name] ?? 0) >= (NEEDED[name] ?? 1);
  const next = STEPS.find((name) => !isDone(name));
  return STEPS.map((name) => ({ name, isDone: isDone(name), isNext: name === next }));
}
