import type { SourceFile } from './source-code.ts';

/** A rule as it stands at the start of a line of a SPEC.md: `I4`, `**I4**`, `- I4.`, `| I4 |`, `### I4: ...`. */
const RULE_LINE =
  /^\s*(?:[-*|#]+\s+)?(?:\*\*|`|\[)*([A-Z]{1,3}\d{1,3}[a-z]?)(?:\*\*|`|\])*(?=[\s.:|)]|$)/;
const CITATION = /\[([A-Z]{1,3}\d{1,3}[a-z]?(?:,\s*[A-Z]{1,3}\d{1,3}[a-z]?)*)\]/g;

/** The numbered rules of one SPEC.md with the line of each, and those whose number an earlier one has. */
export function rulesOf(spec: SourceFile): {
  rules: Map<string, number>;
  doubled: { rule: string; line: number }[];
} {
  const rules = new Map<string, number>();
  const doubled: { rule: string; line: number }[] = [];
  for (const [index, text] of spec.text.split('\n').entries()) {
    const rule = RULE_LINE.exec(text)?.[1];
    if (rule === undefined) continue;
    if (rules.has(rule)) doubled.push({ rule, line: index + 1 });
    else rules.set(rule, index + 1);
  }
  return { rules, doubled };
}

/** The rules that the names of a file's tests cite: '[I4] ...' or '[I4, I5] ...'. */
export function citationsOf(test: SourceFile): { rule: string; line: number }[] {
  return test.text.split('\n').flatMap((line, index) => {
    const name = /\b(?:test|it|describe|suite)(?:\.\w+)?\(\s*(['"`].*)$|^\s*(['"`]\[.*)$/.exec(
      line,
    );
    if (name === null) return [];
    return [...(name[1] ?? name[2] ?? '').matchAll(CITATION)].flatMap((found) =>
      (found[1] ?? '').split(',').map((rule) => ({ rule: rule.trim(), line: index + 1 })),
    );
  });
}

/**
 * One sentence for each test that cites a rule nobody wrote, each test file beside a SPEC.md that
 * cites none, each rule that no test cites, and each whose number another rule has.
 */
export function judgeCitations(
  specs: readonly SourceFile[],
  tests: readonly SourceFile[],
): string[] {
  const rules = new Map<string, Map<string, number>>();
  const cited = new Set<string>();
  const sentences: string[] = [];
  for (const spec of specs) {
    const found = rulesOf(spec);
    rules.set(spec.path, found.rules);
    for (const { rule, line } of found.doubled) {
      sentences.push(
        `${spec.path}:${line} states ${rule} as line ${found.rules.get(rule)} does: give one of them a number of its own.`,
      );
    }
  }
  for (const test of tests) {
    const citations = citationsOf(test);
    const own = specs
      .filter((spec) => test.path.startsWith(folderOf(spec)))
      .toSorted((a, b) => b.path.length - a.path.length)[0];
    // A test from outside, such as the simulation's oracle, may cite the rules of any module.
    const citable = own === undefined ? specs : [own];
    for (const { rule, line } of citations) {
      const holders = citable.filter((spec) => rules.get(spec.path)?.has(rule) === true);
      for (const holder of holders) cited.add(`${holder.path} ${rule}`);
      if (holders.length > 0 || specs.length === 0) continue;
      sentences.push(
        `${test.path}:${line} cites ${rule}, but ${citable.map((spec) => spec.path).join(', ')} has no such rule: write the rule, or cite the one that is meant.`,
      );
    }
    if (own !== undefined && citations.length === 0 && !test.path.endsWith('.sql.pg.test.ts')) {
      sentences.push(
        `${test.path} cites no rule of ${own.path}: begin the names of its tests with the rule, as in '[I4] ...'.`,
      );
    }
  }
  for (const spec of specs) {
    for (const [rule, line] of rules.get(spec.path) ?? []) {
      if (cited.has(`${spec.path} ${rule}`)) continue;
      sentences.push(
        `${spec.path}:${line} states ${rule}, but no test cites it: write a test named '[${rule}] ...'.`,
      );
    }
  }
  return sentences;
}

function folderOf(spec: SourceFile): string {
  return spec.path.slice(0, spec.path.lastIndexOf('/') + 1);
}
