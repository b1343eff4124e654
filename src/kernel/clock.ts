/** A moment: whole milliseconds since 1970-01-01T00:00:00Z. Columns and JSON carry it as UTC. */
export type Instant = number;

/** Where time comes from. Nothing below the edges reads the machine's clock, so that simulated time works everywhere. */
export interface Clock {
  now(): Instant;
}

/** The machine's clock. */
export const machineClock: Clock = { now: () => Date.now() };

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** RFC 3339 text in UTC with milliseconds, the only form in which times leave the process. */
export function instantToText(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** Reads RFC 3339 text; null when it is not one. */
export function instantFromText(text: string): Instant | null {
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? null : parsed;
}
