import type { ListedReturn } from '../client/contract.generated.d.ts';

type Line = ListedReturn['lines'][number];
type Progress = Pick<ListedReturn, 'state' | 'lines'>;

/** Units of a line that are still to come. */
export function toCome(line: Pick<Line, 'quantity' | 'receivedQuantity'>): number {
  return line.quantity - line.receivedQuantity;
}

/** Units of a line that came and nobody has looked at. */
export function toInspect(
  line: Pick<Line, 'receivedQuantity' | 'acceptedQuantity' | 'rejectedQuantity'>,
): number {
  return line.receivedQuantity - line.acceptedQuantity - line.rejectedQuantity;
}

/** How many units a return has at each step, all its lines together. */
export interface ReturnUnits {
  readonly asked: number;
  readonly expected: number;
  readonly received: number;
  readonly accepted: number;
  readonly sentBack: number;
  readonly restocked: number;
  readonly refurbishing: number;
  readonly scrapped: number;
  readonly toCome: number;
  readonly toInspect: number;
}

/** Adds up the lines of a return. */
export function unitsOf({ lines }: Pick<ListedReturn, 'lines'>): ReturnUnits {
  const sum = (of: (line: Line) => number): number =>
    lines.reduce((total, line) => total + of(line), 0);
  return {
    asked: sum((line) => line.askedQuantity),
    expected: sum((line) => line.quantity),
    received: sum((line) => line.receivedQuantity),
    accepted: sum((line) => line.acceptedQuantity),
    sentBack: sum((line) => line.rejectedQuantity),
    restocked: sum((line) => line.restockedQuantity),
    refurbishing: sum((line) => line.refurbishingQuantity),
    scrapped: sum((line) => line.scrappedQuantity),
    toCome: sum(toCome),
    toInspect: sum(toInspect),
  };
}

/** What was credited for a return, in minor units. */
export function creditedMinor({ lines }: Pick<ListedReturn, 'lines'>): number {
  return lines.reduce((sum, line) => sum + line.creditedMinor, 0);
}

export type ReturnAction = 'judge' | 'send' | 'receive' | 'inspect' | 'finish' | 'cancel';
const EXPECTING: ReadonlySet<ListedReturn['state']> = new Set([
  'approved',
  'on_the_way',
  'receiving',
]);

/** True while goods of a return may still come. */
export function isExpecting({ state }: Pick<ListedReturn, 'state'>): boolean {
  return EXPECTING.has(state);
}

/** What can be done with a return as it stands; what is to be done first comes first. */
export function actionsOf(one: Progress): readonly ReturnAction[] {
  const units = unitsOf(one);
  const isOpen = isExpecting(one);
  const possible: readonly (readonly [ReturnAction, boolean])[] = [
    ['judge', one.state === 'requested'],
    ['inspect', units.toInspect > 0],
    ['receive', isOpen && units.toCome > 0],
    ['finish', units.refurbishing > 0],
    ['send', isOpen],
    ['cancel', one.state === 'requested' || isOpen],
  ];
  return possible.filter(([, isPossible]) => isPossible).map(([name]) => name);
}

export type Disposition = 'restock' | 'refurbish' | 'scrap' | 'send_back';

/** What somebody wants to become of some units of a line. */
export interface Judgement {
  readonly key: string;
  readonly lineNumber: number;
  readonly quantity: number;
  /** Null: nobody has said yet. Nothing is accepted by not looking. */
  readonly disposition: Disposition | null;
  readonly deductionMinor: number;
  readonly note: string;
  readonly photoIds: readonly string[];
}

/** Units of a line that are named by no judgement yet; below nothing: too many are. */
export function unnamedUnits(line: Line, judgements: readonly Judgement[]): number {
  return (
    toInspect(line) -
    judgements
      .filter(({ lineNumber }) => lineNumber === line.lineNumber)
      .reduce((sum, { quantity }) => sum + quantity, 0)
  );
}

/** What judgements do to the goods: units by what becomes of them. */
export function unitsByDisposition(
  judgements: readonly Judgement[],
): Readonly<Record<Disposition, number>> {
  const units = { restock: 0, refurbish: 0, scrap: 0, send_back: 0 };
  for (const { disposition, quantity } of judgements) {
    if (disposition !== null) units[disposition] += quantity;
  }
  return units;
}

/** As much of an order's line as its worth follows from. */
export interface SoldLine {
  readonly lineNumber: number;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
}

/**
 * What judgements credit at most, in minor units: the share of what each line cost, less what is taken off.
 * A restocking fee and what the order has left come on top; the server decides by its rules.
 */
export function creditAtMost(
  one: Pick<ListedReturn, 'lines'>,
  sold: readonly SoldLine[],
  judgements: readonly Judgement[],
): number {
  return judgements.reduce((sum, { lineNumber, quantity, disposition, deductionMinor }) => {
    const line = sold.find((each) => each.lineNumber === lineNumber);
    const isExchange = one.lines.some(
      (each) => each.lineNumber === lineNumber && each.resolution === 'exchange',
    );
    if (
      line === undefined ||
      line.quantity === 0 ||
      isExchange ||
      disposition === 'send_back' ||
      disposition === null
    )
      return sum;
    const costMinor = line.unitPriceMinor * line.quantity - line.discountMinor + line.taxMinor;
    const shareMinor = Math.round((costMinor * quantity) / line.quantity);
    return sum + Math.max(0, shareMinor - deductionMinor);
  }, 0);
}
