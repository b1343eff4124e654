import { isDeepStrictEqual } from 'node:util';
import { SECOND_MS } from '../../kernel/clock.ts';
import type { Problem } from '../../../contracts/errors.ts';
import type { ImportPayment, ImportSku } from '../../../contracts/import.ts';
import type { SkuView } from '../../../contracts/inventory-answers.ts';
import type { AdjustStock, ReceiveStock } from '../../../contracts/inventory.ts';
import { asksToRepeat, type Attempt, type Server } from './call-server.ts';
import type { DocumentKind, MappedDocument } from './map-documents.ts';

/** A document as it waits to be sent. */
export type SendableDocument = Pick<MappedDocument, 'key' | 'lines' | 'kind' | 'isFurther'> & {
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
const UNREADABLE_ANSWER: Verdict = {
  kind: 'refused',
  reason: 'the server gave an answer without a problem',
  code: 'internal',
  isAboutData: false,
};

const FALLEN: Verdict = {
  kind: 'refused',
  reason: 'what it belongs to was refused',
  code: 'unknown_reference',
  isAboutData: true,
};
/** How many of a kind are under way at once; those of orders go through bulk intake. */
const AT_ONCE: Readonly<Record<string, number>> = { sku: 8, receipt: 8, adjustment: 8, payment: 8 };

/**
 * Sends documents and gives a verdict on each, in their order. SKUs go first, then stock that came,
 * then orders and cancellations through bulk intake in the order of the file with adjustments beside
 * them, and then what is said of the money of orders; what follows a document goes once that was taken,
 * and is refused with it. Everything that the server does not know by a
 * number of its own goes under a key, so that all of it may be repeated without harm.
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
  const kept = (index: number): Verdict | undefined => verdicts[index];
  const indexesOf = (...kinds: readonly DocumentKind[]) =>
    documents.flatMap(({ kind }, index) =>
      kinds.includes(kind) && kept(index) === undefined && isReady(index) ? [index] : [],
    );
  // What follows a document, such as the refund of an order, waits for it and falls with it.
  let isReady = (index: number): boolean => documents[index]?.isFurther !== true;
  const sendEach = (kind: 'sku' | 'receipt' | 'adjustment' | 'payment') =>
    sendOneByOne(indexesOf(kind), AT_ONCE[kind] ?? 1, async (index) => {
      const { key, body } = documents[index] as SendableDocument;
      const idempotencyKey = `import/${fileId}/${encodeURIComponent(key)}`;
      keep(index, await SENDERS[kind](server, body as never, idempotencyKey));
    });
  const sendReady = async () => {
    await sendEach('sku');
    await sendEach('receipt');
    await Promise.all([
      sendBulk(server, documents, indexesOf('order', 'cancellation'), keep),
      sendEach('adjustment'),
    ]);
    await sendEach('payment');
  };
  await sendReady();
  for (const [index, first] of firstsOf(documents).entries()) {
    if (first !== index && kept(first)?.kind === 'refused') keep(index, FALLEN);
  }
  isReady = () => true;
  await sendReady();
  return verdicts;
}

/** For each document the one that it follows; itself when it stands alone. */
function firstsOf(documents: readonly SendableDocument[]): number[] {
  let first = 0;
  return documents.map(({ isFurther }, index) => (isFurther === true ? first : (first = index)));
}

/** Sends in the order of the indexes, some at once. */
async function sendOneByOne(
  indexes: readonly number[],
  atOnce: number,
  send: (index: number) => Promise<void>,
): Promise<void> {
  // One iterator for all senders: each takes the next document that nobody has taken.
  const waiting = indexes.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const index of waiting) await send(index);
    }),
  );
}

const SENDERS = {
  sku: sendSku,
  receipt: (server: Server, body: ReceiveStock, key: string) =>
    post(server, '/v1/stock/receipts', body, key),
  adjustment: (server: Server, body: AdjustStock, key: string) =>
    post(server, '/v1/stock/adjustments', body, key),
  payment: sendPayment,
};

async function post(
  server: Server,
  path: string,
  body: unknown,
  idempotencyKey: string,
): Promise<Verdict> {
  const answer = await server.call('POST', path, body, idempotencyKey);
  return verdictOf(answer.status, answer.repeated, answer.body as Problem);
}

/** Lays what a file says of a SKU over what is known of it; when nothing is new, nothing is sent. */
async function sendSku(server: Server, { code, ...given }: ImportSku): Promise<Verdict> {
  const path = `/v1/skus/${encodeURIComponent(code)}`;
  const found = await server.call('GET', path);
  const known = found.status === 200 ? withoutNulls(found.body as SkuView) : {};
  if (found.status !== 200 && found.status !== 404)
    return verdictOf(found.status, false, found.body as Problem);
  const defaults = found.status === 404 ? { weightGrams: 0, valueMinor: 0, name: code } : {};
  const wanted = { ...defaults, ...known, ...given };
  if (found.status === 200 && isDeepStrictEqual(wanted, known)) return { kind: 'repeated' };
  const answer = await server.call('PUT', path, wanted);
  return verdictOf(answer.status, false, answer.body as Problem);
}

/** How its units are told apart is no part of what a SKU is put with. */
function withoutNulls({
  code: _code,
  tracking: _tracking,
  ...view
}: SkuView): Record<string, unknown> {
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== null));
}

/** Tells a fact about the money of an order, which is found by its channel's number. */
async function sendPayment(
  server: Server,
  { channel, orderExternalId, ...fact }: ImportPayment,
  idempotencyKey: string,
): Promise<Verdict> {
  const query = new URLSearchParams({ channel, externalId: orderExternalId });
  const found = await server.call('GET', `/v1/orders?${query.toString()}`);
  if (found.status !== 200) return verdictOf(found.status, false, found.body as Problem);
  const { items } = found.body as { items: readonly { id: string; externalId: string }[] };
  const order = items.find(({ externalId }) => externalId === orderExternalId);
  if (order === undefined) {
    return {
      kind: 'refused',
      reason: `its order ${orderExternalId} is not there`,
      code: 'not_found',
      isAboutData: true,
    };
  }
  return post(server, `/v1/orders/${order.id}/payments`, fact, idempotencyKey);
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
