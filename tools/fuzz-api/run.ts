/** What schemathesis asks for. */
export const PYTHON_VERSION_MIN = [3, 10] as const;

/** Operations that are not fuzzed, each with the reason. */
const EXCLUDED: readonly (readonly [path: string, reason: string])[] = [
  ['/v1/stream', 'never ends, so that no answer of it can be held against the document'],
];

/** Answers of single operations that are right although they look wrong to a check. */
const ALLOWED: readonly {
  readonly path: string;
  readonly check: string;
  readonly statuses: readonly string[];
  readonly reason: string;
}[] = [
  {
    path: '^/v1/login/provider',
    check: 'not_a_server_error',
    statuses: ['2xx', '3xx', '4xx', '502'],
    reason: 'the identity provider that was made up does not answer, which is what 502 says',
  },
];

/** Refusals of requests that have the right form, beside 403, 404 and 409: the catalogue has them as 422 and 412. */
const REFUSALS_OF_RIGHT_FORM = ['2xx', '3xx', '401', '403', '404', '409', '412', '422', '429'];

/** The configuration of schemathesis; the key comes from the environment. */
export function writeConfig(examples: number): string {
  const list = (items: readonly string[]): string => JSON.stringify(items);
  return [
    'continue-on-failure = true',
    'request-timeout = 30.0',
    'headers = { Authorization = "Bearer ${FUZZ_KEY}" }',
    'warnings = false',
    '[generation]',
    `max-examples = ${examples}`,
    'no-shrink = true',
    'database = "none"',
    '[analysis.constants]',
    'enabled = false',
    '[checks.positive_data_acceptance]',
    `expected-statuses = ${list(REFUSALS_OF_RIGHT_FORM)}`,
    ...EXCLUDED.flatMap(([path, reason]) => [
      `# ${reason}`,
      '[[operations]]',
      `include-path = ${JSON.stringify(path)}`,
      'enabled = false',
    ]),
    ...ALLOWED.flatMap(({ path, check, statuses, reason }) => [
      `# ${reason}`,
      '[[operations]]',
      `include-path-regex = ${JSON.stringify(path)}`,
      `checks.${check}.expected-statuses = ${list(statuses)}`,
    ]),
    '',
  ].join('\n');
}

/** As much of the report of schemathesis as is read here. */
export interface Report {
  readonly seed: number | null;
  readonly complete: boolean;
  readonly running_time: number | null;
  readonly operations: { readonly selected: number; readonly tested: number } | null;
  readonly test_cases: { readonly generated: number };
  readonly failures: readonly {
    readonly title: string;
    readonly count: number;
    readonly operations: readonly unknown[];
  }[];
  readonly errors: readonly { readonly title: string; readonly count: number }[];
}

/** What became of a run. */
export interface Outcome {
  readonly seed: number | null;
  readonly seconds: number;
  readonly operations: number;
  readonly cases: number;
  readonly failures: readonly {
    readonly title: string;
    readonly count: number;
    readonly operations: readonly unknown[];
  }[];
}

/** Reads a report. A run that was broken off, erred or left operations out has failed too. */
export function judgeReport(report: Report): Outcome {
  const { seed, complete, operations, test_cases: cases, failures, errors } = report;
  const tested = operations?.tested ?? 0;
  const missed = (operations?.selected ?? 0) - tested;
  return {
    seed,
    seconds: Math.round(report.running_time ?? 0),
    operations: tested,
    cases: cases.generated,
    failures: [
      ...failures.map(({ title, count, operations: where }) => ({
        title,
        count,
        operations: where,
      })),
      ...errors.map(({ title, count }) => ({ title, count, operations: [] })),
      ...(complete ? [] : [{ title: 'The run was broken off', count: 1, operations: [] }]),
      ...(tested > 0 && missed === 0
        ? []
        : [{ title: 'Operations were not tested', count: missed, operations: [] }]),
    ],
  };
}
