import { assert } from '../../kernel/assert.ts';
import type { LyingUnits, ReturnLine, ReturnRecord } from './return-record.ts';

/** Units of a line that are taken from where they lie. */
export interface TakenUnits extends LyingUnits {
  readonly lineNumber: number;
  readonly skuId: number;
}

interface Units {
  readonly lineNumber: number;
  readonly quantity: number;
}

/** Where units of a line lie in quality control; a line that does not say lies where its return came. */
function lyingOf({ locationId }: ReturnRecord, line: ReturnLine): readonly LyingUnits[] {
  const { receivedQuantity, rejectedQuantity, restockedQuantity, scrappedQuantity } = line;
  const quantity = receivedQuantity - rejectedQuantity - restockedQuantity - scrappedQuantity;
  return line.lying ?? (quantity > 0 ? [{ locationId, quantity }] : []);
}

/** The lines of a return after units of it have come to a location: parts may come to different ones. */
export function putDown(
  record: ReturnRecord,
  locationId: number,
  units: readonly Units[],
): ReturnLine[] {
  return record.lines.map((line) => {
    const quantity = units
      .filter(({ lineNumber }) => lineNumber === line.lineNumber)
      .reduce((sum, item) => sum + item.quantity, 0);
    const before = lyingOf(record, line);
    const here = before.find((place) => place.locationId === locationId)?.quantity ?? 0;
    const elsewhere = before.filter((place) => place.locationId !== locationId);
    const isHere = here + quantity > 0;
    return {
      ...line,
      lying: isHere ? [...elsewhere, { locationId, quantity: here + quantity }] : elsewhere,
    };
  });
}

/**
 * Takes units from where they lie: where the return came last, then elsewhere. Answers the lines that
 * are left and what was taken, in the order of `units`.
 */
export function takeUp<Wanted extends Units>(
  record: ReturnRecord,
  units: readonly Wanted[],
): { readonly lines: ReturnLine[]; readonly taken: (Omit<Wanted, keyof Units> & TakenUnits)[] } {
  const lying = new Map(
    record.lines.map((line) => [
      line.lineNumber,
      lyingOf(record, line).toSorted(
        (one, other) =>
          Number(other.locationId === record.locationId) -
          Number(one.locationId === record.locationId),
      ),
    ]),
  );
  const taken = units.flatMap((item) => {
    const line = record.lines.find(({ lineNumber }) => lineNumber === item.lineNumber);
    assert(line !== undefined, 'the line was named');
    let left = item.quantity;
    const parts = (lying.get(item.lineNumber) ?? []).map(({ locationId, quantity }) => {
      const part = Math.min(left, quantity);
      left -= part;
      return { locationId, part, rest: quantity - part };
    });
    assert(left === 0, 'no more is taken than lies there');
    lying.set(
      item.lineNumber,
      parts.flatMap(({ locationId, rest }) => (rest > 0 ? [{ locationId, quantity: rest }] : [])),
    );
    return parts.flatMap(({ locationId, part }) =>
      part > 0 ? [{ ...item, skuId: line.skuId, locationId, quantity: part }] : [],
    );
  });
  const lines = record.lines.map((line) => ({ ...line, lying: lying.get(line.lineNumber) ?? [] }));
  return { lines, taken };
}
