import { SECOND_MS } from '../../kernel/clock.ts';
import type { Problem } from '../../../contracts/errors.ts';
import { asksToRepeat, type Attempt, type Server } from './call-server.ts';
import type { MappedDocument } from './map-documents.ts';

/** A document as it waits to be sent. */
export type SendableDocument = Pick<MappedDocument, 'key' | 'lines' | 'kind'> & {
  readonly body: unknown;
};

/** What the server did with a document. */
export type Verdict =
  | { readonly kind: 'accepted' | 'repeated' }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly code: string;
      /** False: the server failed on it, and the document may be as good as any. */
      readonly isAboutData: boolean;
    };

const BULK_PATH = '/v1/orders/bulk';
const ADJUSTMENTS_AT_ONCE = 8;
const UNREADABLE_ANSWER: Verdict = {
  kind: 'refused',
  reason: 'the server gave an answer without a problem',
  code: 'internal',
  isAboutData: false,
};

/**
 * Sends documents and gives a verdict on each, in their order. Orders and cancellations go through
 * bulk intake, in the order of the file; adjustments go one by one beside them, each under a key of
 * its own, so that all of it may be repeated without harm.
 */
export async function sendDocuments(
  server: Server,
  documents: readonly SendableDocument[],
  fileId: string,
  onVerdict: () => void,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = Array.from({ length: documents.length });
  const keep = (index: number, verdict: Verdict) => {
    verdicts[index] = verdict;
    onVerdict();
  };
  const indexes = documents.map((_, index) => index);
  const isAdjustment = (index: number) => documents[index]?.kind === 'adjustment';
  await Promise.all([
    sendBulk(
      server,
      documents,
      indexes.filter((index) => !isAdjustment(index)),
      keep,
    ),
    sendAdjustments(server, documents, indexes.filter(isAdjustment), fileId, keep),
  ]);
  return verdicts;
}

type Keep = (index: number, verdict: Verdict) => void;

async function sendBulk(
  server: Server,
  documents: readonly SendableDocument[],
  all: readonly number[],
  keep: Keep,
): Promise<void> {
  let waiting = all;
  await server.patiently(async (): Promise<Attempt<null>> => {
    if (waiting.length === 0) return { result: null };
    const sent = waiting;
    const again: number[] = [];
    let answered = 0;
    let reason = 'the connection ended before the last answer';
    try {
      for await (const answer of server.bulk(
        BULK_PATH,
        sent.map((index) => bulkLineOf(documents[index])),
      )) {
        const index = sent[answered] as number;
        answered += 1;
        if (asksToRepeat(answer.status)) {
          again.push(index);
          reason = answer.problem?.title ?? reason;
        } else keep(index, verdictOf(answer.status, answer.repeated === true, answer.problem));
      }
    } finally {
      // Also when the connection breaks: what was answered is not sent again.
      waiting = [...again, ...sent.slice(answered)];
    }
    if (waiting.length === 0) return { result: null };
    return { wait: SECOND_MS, reason, gotFurther: waiting.length < sent.length };
  });
}

function bulkLineOf(document: SendableDocument | undefined): string {
  return JSON.stringify(
    document?.kind === 'cancellation' ? { cancellation: document.body } : document?.body,
  );
}

async function sendAdjustments(
  server: Server,
  documents: readonly SendableDocument[],
  indexes: readonly number[],
  fileId: string,
  keep: Keep,
): Promise<void> {
  // One iterator for all senders: each takes the next document that nobody has taken.
  const waiting = indexes.values();
  const send = async () => {
    for (const index of waiting) {
      const { key, body } = documents[index] as SendableDocument;
      const idempotencyKey = `import/${fileId}/${encodeURIComponent(key)}`;
      const answer = await server.call('POST', '/v1/stock/adjustments', body, idempotencyKey);
      keep(index, verdictOf(answer.status, answer.repeated, answer.body as Problem));
    }
  };
  await Promise.all(Array.from({ length: ADJUSTMENTS_AT_ONCE }, send));
}

function verdictOf(status: number, isRepeated: boolean, problem: Problem | undefined): Verdict {
  if (status < 400) return { kind: isRepeated ? 'repeated' : 'accepted' };
  if (problem === undefined) return UNREADABLE_ANSWER;
  return {
    kind: 'refused',
    reason: `${problem.title}: ${problem.detail}`,
    code: problem.code,
    isAboutData: status < 500,
  };
}
