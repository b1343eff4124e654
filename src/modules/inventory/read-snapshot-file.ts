import { CsvError, parse } from 'csv-parse/sync';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { TakeSnapshot } from '../../../contracts/inventory-snapshots.ts';

type SnapshotLines = TakeSnapshot['lines'];

const LINES_MAX = 20_000;
const ON_HAND_MAX = 100_000_000;

/**
 * The lines of a snapshot file: comma-separated with a heading that names the columns sku, on_hand and
 * perhaps lot, in any order. Refuses with the line that is wrong (`invalid_request`).
 */
export function readSnapshotFile(
  text: string,
): { readonly kind: 'read'; readonly lines: SnapshotLines } | Refusal {
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return wrong(`The file cannot be read: ${error.message}`);
  }
  const [first] = rows;
  if (first === undefined || !('sku' in first) || !('on_hand' in first)) {
    return wrong('The file has a heading with the columns sku and on_hand, and at least one line.');
  }
  if (rows.length > LINES_MAX) return wrong(`The file has more than ${LINES_MAX} lines.`);
  const lines: SnapshotLines = [];
  for (const [index, { sku = '', on_hand: onHand = '', lot }] of rows.entries()) {
    if (sku === '' || sku.length > 64) return wrong(`Line ${index + 2} names no SKU.`);
    if (!/^\d{1,9}$/.test(onHand) || Number(onHand) > ON_HAND_MAX) {
      return wrong(`Line ${index + 2}: on_hand is a whole number, not «${onHand.slice(0, 40)}».`);
    }
    lines.push({
      sku,
      onHand: Number(onHand),
      ...(lot === undefined || lot === '' ? {} : { lot: lot.slice(0, 64) }),
    });
  }
  return { kind: 'read', lines };
}

function wrong(detail: string): Refusal {
  return refuse('invalid_request', detail, { field: 'body' });
}
