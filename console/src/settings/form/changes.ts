import { ServerProblem, type ProblemField } from '../../client/problem.ts';

/** One thing that settings say, in the reader's words: "Payment deadline: 30 min". */
export interface SettingFact {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

/** What became of a thing; null: there was, or is, no such thing. */
export interface ChangedFact {
  readonly key: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What differs between two states of the same settings, in the order in which they are described. */
export function changedFacts<Value>(
  describe: (value: Value) => readonly SettingFact[],
  before: Value,
  after: Value,
): readonly ChangedFact[] {
  const [old, young] = [distinct(describe(before)), distinct(describe(after))];
  const olds = new Map(old.map((fact) => [fact.key, fact]));
  const youngs = new Map(young.map((fact) => [fact.key, fact]));
  const gone = old.filter(({ key }) => !youngs.has(key));
  return [...young, ...gone]
    .map(({ key, label }) => ({
      key,
      label,
      before: olds.get(key)?.text ?? null,
      after: youngs.get(key)?.text ?? null,
    }))
    .filter((fact) => fact.before !== fact.after);
}

/** Entries of lists are known by what they are about; where two are about the same, they are counted. */
function distinct(facts: readonly SettingFact[]): readonly SettingFact[] {
  const seen = new Map<string, number>();
  return facts.map((fact) => {
    const count = seen.get(fact.key) ?? 0;
    seen.set(fact.key, count + 1);
    return count === 0 ? fact : { ...fact, key: `${fact.key} ${count}` };
  });
}

/** The fields that a problem names, as the contract calls them inside the body: `lanes/0/zone`. */
export function fieldsOf(problem: unknown): readonly ProblemField[] {
  if (!(problem instanceof ServerProblem)) return [];
  const fields = problem.fields.map(({ field, message }) => ({
    field: field.replace(/^body\//, ''),
    message,
  }));
  const named = problem.facts['field'];
  return typeof named === 'string'
    ? [...fields, { field: named, message: problem.message }]
    : fields;
}
