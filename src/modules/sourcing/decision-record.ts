import type { SourcingDecision, SourcingLine, SourcingPlan, SourcingProblem } from './model.ts';

/**
 * A sourcing decision as it is kept with its event. Everything that a person asks of it (candidates,
 * costs, reasons) follows from the problem and the version of the rules by deciding again, so the
 * problem and the choice are all that intake has to write.
 */
export interface SourcingRecord {
  readonly kind: 'sourcing';
  readonly rulesVersion: number;
  readonly problem: SourcingProblem;
  readonly choice: Omit<SourcingPlan, 'kind' | 'rulesVersion'>;
}

type LineDefaults = Pick<SourcingLine, 'requires' | 'backorder' | 'leadTimeDays' | 'availableFrom' | 'incoming'>;
const LINE_DEFAULTS: LineDefaults = {
  requires: [],
  backorder: 'incoming',
  leadTimeDays: null,
  availableFrom: null,
  incoming: [],
};
type ProblemDefaults = Pick<SourcingProblem, 'wantedBy' | 'split' | 'excludedLocationIds' | 'fullDays'>;
const PROBLEM_DEFAULTS: ProblemDefaults = { wantedBy: null, split: 'allow', excludedLocationIds: [], fullDays: [] };

/** The record as JSON text; what is as usual is left out. */
export function packDecision(problem: SourcingProblem, plan: SourcingPlan): string {
  const { lines, ...rest } = problem;
  const { kind: _kind, rulesVersion, ...choice } = plan;
  return JSON.stringify({
    kind: 'sourcing',
    rulesVersion,
    problem: {
      ...without(rest, PROBLEM_DEFAULTS),
      lines: lines.map((line) => without(line, LINE_DEFAULTS)),
    },
    choice,
  });
}

/** Reads a record back; null when the text is another kind of decision. */
export function unpackDecision(text: string): SourcingRecord | null {
  const record = JSON.parse(text) as {
    kind: string;
    rulesVersion: number;
    problem: SourcingProblem;
    choice: SourcingRecord['choice'];
  };
  if (record.kind !== 'sourcing') return null;
  return {
    kind: 'sourcing',
    rulesVersion: record.rulesVersion,
    problem: {
      ...PROBLEM_DEFAULTS,
      ...record.problem,
      lines: record.problem.lines.map((line) => ({ ...LINE_DEFAULTS, ...line })),
    },
    choice: record.choice,
  };
}

/** True when a decision taken again is the one that was kept, to the last figure. */
export function isSameChoice(record: SourcingRecord, again: SourcingDecision): boolean {
  if (again.kind !== 'sourced') return false;
  const { kind: _kind, rulesVersion: _version, ...choice } = again;
  return sortedJson(choice) === sortedJson(record.choice);
}


function without<Whole extends object>(whole: Whole, defaults: Partial<Whole>): Partial<Whole> {
  const kept: Partial<Whole> = {};
  for (const key in whole) {
    const value = whole[key];
    if (!(key in defaults) || !isUsual(value, defaults[key])) kept[key] = value;
  }
  return kept;
}

function isUsual(value: unknown, usual: unknown): boolean {
  return value === usual || (Array.isArray(value) && Array.isArray(usual) && value.length === 0);
}

/** JSON with keys in order: json keeps the order of writing, and a decision is the same whatever that was. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
