import type { AdjustStock } from '../../../contracts/inventory.ts';
import type { CancellationLine, PlaceOrder } from '../../../contracts/orders.ts';
import type { RowGroup } from './group-rows.ts';
import { CHECKS, describeErrors, type CompiledMap } from './import-map.ts';

/** What a document of a file became, before cancellations are matched to orders. */
export type MappedDocument = { readonly key: string; readonly lines: readonly number[] } & (
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
);

/** A row that is not imported, and why. */
export interface Rejection {
  readonly line: number;
  readonly reason: string;
}

/** What a map made of a document. */
export type Mapped =
  | { readonly kind: 'mapped'; readonly document: MappedDocument }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** What the expression of a map answers for a document; exactly one of the first four. */
interface Answer {
  readonly order?: unknown;
  readonly cancellation?: unknown;
  readonly adjustment?: unknown;
  readonly reject?: unknown;
  readonly customer?: unknown;
}

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
  const { order, cancellation, adjustment, reject, customer } = (answer ?? {}) as Answer;
  const base = { key: group.key, lines: group.lines };
  if (typeof reject === 'string') return rejectAll(group, reject);
  if (order !== undefined) {
    const names = takeNames(order);
    if (!CHECKS.order(order)) return rejectAll(group, describeErrors('order', CHECKS.order));
    return { kind: 'mapped', document: { ...base, kind: 'order', body: order, names } };
  }
  if (cancellation !== undefined) {
    if (!CHECKS.cancellation(cancellation)) {
      return rejectAll(group, describeErrors('cancellation', CHECKS.cancellation));
    }
    const whose = typeof customer === 'string' ? customer : null;
    return {
      kind: 'mapped',
      document: { ...base, kind: 'cancellation', body: cancellation, customer: whose },
    };
  }
  if (adjustment !== undefined) {
    if (!CHECKS.adjustment(adjustment)) {
      return rejectAll(group, describeErrors('adjustment', CHECKS.adjustment));
    }
    return { kind: 'mapped', document: { ...base, kind: 'adjustment', body: adjustment } };
  }
  return rejectAll(group, 'the map makes neither an order, a cancellation nor an adjustment of it');
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
