import type { ImportPayment, ImportSku } from '../../../contracts/import.ts';
import type { AdjustStock, ReceiveStock } from '../../../contracts/inventory.ts';
import type { CancellationLine, PlaceOrder } from '../../../contracts/orders.ts';
import type { RowGroup } from './group-rows.ts';
import { CHECKS, describeErrors, type CompiledMap } from './import-map.ts';

/** The kinds of documents that a file can hold. */
export const DOCUMENT_KINDS = [
  'sku',
  'receipt',
  'adjustment',
  'order',
  'payment',
  'cancellation',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A count for each kind, none yet. */
export function noDocuments(): Record<DocumentKind, number> {
  return { sku: 0, receipt: 0, adjustment: 0, order: 0, payment: 0, cancellation: 0 };
}

/**
 * What a document of a file became, before cancellations are matched to orders. One group of rows may
 * become several, such as an order with a refund: its rows count for the first of them (`isFurther`).
 */
export type MappedDocument = {
  readonly key: string;
  readonly lines: readonly number[];
  readonly isFurther?: boolean;
} & (
  | {
      readonly kind: 'order';
      readonly body: PlaceOrder;
      /** What the map calls the SKUs of the lines; a contract has no place for it. */
      readonly names: ReadonlyMap<string, string>;
    }
  | {
      readonly kind: 'cancellation';
      readonly body: CancellationLine;
      /** Whose orders it may take back; null: nobody can say. */
      readonly customer: string | null;
    }
  | { readonly kind: 'adjustment'; readonly body: AdjustStock }
  | { readonly kind: 'receipt'; readonly body: ReceiveStock }
  | { readonly kind: 'payment'; readonly body: ImportPayment }
  | { readonly kind: 'sku'; readonly body: ImportSku }
);

/** A row that is not imported, and why. */
export interface Rejection {
  readonly line: number;
  readonly reason: string;
}

/** What a map made of a group of rows. */
export type Mapped =
  | { readonly kind: 'mapped'; readonly documents: readonly MappedDocument[] }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** What the expression of a map answers for a document: one of the kinds, or reject, or several in a list. */
type Answer = Readonly<
  Partial<Record<DocumentKind | 'reject' | 'customer' | 'documents', unknown>>
>;

/**
 * Makes a document of a group of rows. A document is imported whole or not at all: one row that
 * cannot be read holds the others back, each with its reason, because an order that silently lacks
 * a line is worse than one that is missing by name.
 */
export async function mapDocument(compiled: CompiledMap, group: RowGroup): Promise<Mapped> {
  if (group.badRows.length > 0) return rejectBadRows(group);
  if (group.tooManyRows)
    return rejectAll(group, 'its document has more rows than the map allows (rowsMax)');
  let answer: unknown;
  try {
    answer = await compiled.document.evaluate(
      { key: group.key, rows: group.rows },
      compiled.bindings,
    );
  } catch (error) {
    return rejectAll(group, `the map fails on it: ${(error as Error).message}`);
  }
  return judgeAnswer(group, answer);
}

function judgeAnswer(group: RowGroup, answer: unknown): Mapped {
  const { reject, documents } = (answer ?? {}) as Answer;
  if (typeof reject === 'string') return rejectAll(group, reject);
  // JSONata takes a list of one for the thing itself.
  const answers = documents === undefined ? [answer] : [documents].flat();
  const made: MappedDocument[] = [];
  for (const [index, each] of answers.entries()) {
    const document = documentOf(each ?? {});
    if (typeof document === 'string') return rejectAll(group, document);
    const { key, lines } = group;
    made.push(
      index === 0
        ? { ...document, key, lines }
        : { ...document, key: `${key}/${index + 1}`, lines, isFurther: true },
    );
  }
  return made.length === 0
    ? rejectAll(group, 'the map makes no document of it')
    : { kind: 'mapped', documents: made };
}

type WithoutPlace<Document> = Document extends unknown ? Omit<Document, 'key' | 'lines'> : never;

/** The document of an answer, or what is wrong with it. */
function documentOf(answer: Answer): WithoutPlace<MappedDocument> | string {
  const kinds = DOCUMENT_KINDS.filter((kind) => answer[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    return `the map must make one of it: ${DOCUMENT_KINDS.join(', ')}, or reject`;
  }
  const body = answer[kind];
  const names = kind === 'order' ? takeNames(body) : new Map<string, string>();
  const check = CHECKS[kind];
  if (!check(body)) return describeErrors(kind, check);
  if (kind === 'order') return { kind, body: body as PlaceOrder, names };
  if (kind === 'cancellation') {
    const customer = typeof answer.customer === 'string' ? answer.customer : null;
    return { kind, body: body as CancellationLine, customer };
  }
  return { kind, body } as WithoutPlace<MappedDocument>;
}

/** Takes the names off the lines of an order, where maps put them for the SKUs that are derived. */
function takeNames(order: unknown): Map<string, string> {
  const names = new Map<string, string>();
  const { lines } = (order ?? {}) as { lines?: unknown };
  if (!Array.isArray(lines)) return names;
  for (const line of lines as { sku?: unknown; name?: unknown }[]) {
    const { sku, name } = line;
    delete line.name;
    if (typeof sku === 'string' && typeof name === 'string') names.set(sku, name);
  }
  return names;
}

function rejectAll({ lines }: RowGroup, reason: string): Mapped {
  return { kind: 'rejected', rejections: lines.map((line) => ({ line, reason })) };
}

function rejectBadRows({ key, lines, badRows }: RowGroup): Mapped {
  const reasons = new Map(badRows.map(({ line, reason }) => [line, reason]));
  const first = badRows[0]?.line;
  const others = `line ${first} of the same document ${key} is bad, and a document is imported whole or not at all`;
  return {
    kind: 'rejected',
    rejections: lines.map((line) => ({ line, reason: reasons.get(line) ?? others })),
  };
}
