/** What schemathesis asks for. */
export const PYTHON_VERSION_MIN = [3, 10] as const;

const CHAINS_PER_EXAMPLE = 10;

/** Operations that are not fuzzed, each with the reason. */
const EXCLUDED: readonly (readonly [path: string, reason: string])[] = [
  ['/v1/stream', 'never ends, so that no answer of it can be held against the document'],
];

/** Answers to requests of the right form that are no fault: refusals for reasons that a form cannot say. */
const RIGHT_FORM = ['2xx', '3xx', '401', '403', '404', '409', '412', '422', '429'];
/** How a request of a wrong form is refused. */
const WRONG_FORM = ['400', '401', '403', '404', '405', '409', '413', '415', '422', '429'];

/** Operations to which a check is put in another way, each with the reason. */
const EXCEPTIONS: readonly {
  readonly path: string;
  readonly settings: readonly string[];
  readonly reason: string;
}[] = [
  {
    path: '^/v1/login/provider',
    settings: [
      setting('not_a_server_error', ['2xx', '3xx', '4xx', '502']),
      setting('positive_data_acceptance', [...RIGHT_FORM, '502']),
    ],
    reason: 'the identity provider that was made up does not answer, which is what 502 says',
  },
  {
    path: '^/v1/photos$',
    settings: [setting('positive_data_acceptance', [...RIGHT_FORM, '415'])],
    reason: 'a document cannot say that bytes must be a picture',
  },
  {
    path: '^/v1/orders/bulk$',
    settings: ['checks.negative_data_rejection.enabled = false'],
    reason: 'a bad line is answered by a line with its own problem, and the whole by 200',
  },
];

function setting(check: string, statuses: readonly string[]): string {
  return `checks.${check}.expected-statuses = ${JSON.stringify(statuses)}`;
}

/**
 * Paths that are another path with a code as well, as /v1/skus/bulk is that of the SKU «bulk»: they take the
 * methods of both, which the document does not say of the first.
 */
export function pathsWithTwins(paths: readonly string[]): string[] {
  const isTwin = (path: string, other: string): boolean => {
    const [parts, others] = [path.split('/'), other.split('/')];
    return (
      path !== other &&
      parts.length === others.length &&
      parts.every(
        (part, index) => part === others[index] || (others[index] as string).startsWith('{'),
      )
    );
  };
  return paths.filter((path) => paths.some((other) => isTwin(path, other)));
}

/** The configuration of schemathesis for these paths; the key comes from the environment. */
export function writeConfig(examples: number, paths: readonly string[]): string {
  const lines = [
    'continue-on-failure = true',
    'request-timeout = 30.0',
    'headers = { Authorization = "Bearer ${FUZZ_KEY}" }',
    'warnings = false',
    // A failure is shown as it was found: shrinking takes longer than the rest of the run.
    'generation.no-shrink = true',
    `generation.max-examples = ${examples}`,
    'generation.database = "none"',
    // A chain of requests is one example for all operations together, so there must be more of them.
    `phases.stateful.generation.max-examples = ${examples * CHAINS_PER_EXAMPLE}`,
    // The server is not written in Python, which is where constants would be looked for.
    'analysis.constants.enabled = false',
    setting('positive_data_acceptance', RIGHT_FORM),
    setting('negative_data_rejection', WRONG_FORM),
  ];
  for (const [path, reason] of EXCLUDED) {
    lines.push(`# ${reason}`, '[[operations]]', `include-path = ${JSON.stringify(path)}`);
    lines.push('enabled = false');
  }
  for (const { path, settings, reason } of EXCEPTIONS) {
    lines.push(`# ${reason}`, '[[operations]]', `include-path-regex = ${JSON.stringify(path)}`);
    lines.push(...settings);
  }
  for (const path of pathsWithTwins(paths)) {
    lines.push('[[operations]]', `include-path = ${JSON.stringify(path)}`);
    lines.push('checks.allow_header_conformance.enabled = false');
    lines.push('checks.unsupported_method.enabled = false');
  }
  return `${lines.join('\n')}\n`;
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
