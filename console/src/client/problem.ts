import { problemWords } from '../locales/i18n.ts';

/** A field that the server found wrong. */
export interface ProblemField {
  readonly field: string;
  readonly message: string;
}

interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
  readonly mend?: string;
  readonly code?: string;
  readonly errors?: readonly ProblemField[];
}

/** The server refused. Says what happened, what to do about it, and under which trace it is found. */
export class ServerProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly mend: string | null;
  readonly fields: readonly ProblemField[];
  readonly traceId: string | null;
  /** All that the problem says beyond the usual members. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(body: unknown, response: Response) {
    const problem = (typeof body === 'object' && body !== null ? body : {}) as ProblemBody;
    const words = problemWords(problem.code ?? 'unknown');
    const { detail = null } = problem;
    // The server speaks of this very case in English: where people read another language, that comes second.
    super(
      words === null
        ? (detail ?? problem.title ?? `HTTP ${response.status}`)
        : `${words.title}${detail === null ? '' : `（${detail}）`}`,
    );
    this.name = 'ServerProblem';
    this.status = response.status;
    this.code = problem.code ?? 'unknown';
    this.mend = words?.mend ?? problem.mend ?? null;
    this.fields = problem.errors ?? [];
    this.traceId = response.headers.get('traceparent')?.split('-')[1] ?? null;
    this.facts = problem as Readonly<Record<string, unknown>>;
  }
}

/** No answer came: the server is stopped, or the way to it is broken. */
export class UnreachableServer extends Error {
  constructor() {
    super('the server did not answer');
    this.name = 'UnreachableServer';
  }
}
