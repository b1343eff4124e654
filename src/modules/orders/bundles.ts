import { refuse, type Refusal } from '../../../contracts/errors.ts';
import { ORDER_LINES_MAX } from '../../../contracts/orders.ts';
import type { MinorUnits } from '../../kernel/money.ts';
import type { CatalogueFacts } from '../inventory/index.ts';
import type { LineQuantity } from './order-progress.ts';
import type { OrderBundle, OrderDetails, OrderLine, OrderRecord } from './order-record.ts';

/** Lines with those of the components of their bundles, and which belong to which. */
export interface Exploded {
  readonly lines: readonly OrderLine[];
  readonly bundles: readonly OrderBundle[];
}

/**
 * Adds a line for each component of a bundle, numbered on after `lastNumber`. Stock is planned for the
 * components only; they cost nothing, since the bundle's own line has the price.
 */
export function explodeBundles(
  lines: readonly OrderLine[],
  catalogue: CatalogueFacts,
  lastNumber: number,
): Exploded | Refusal {
  if (!catalogue.hasBundles) return { lines, bundles: [] };
  let number = lastNumber;
  const added: OrderLine[] = [];
  const bundles: OrderBundle[] = [];
  for (const line of lines) {
    const { components } = catalogue.skuById(line.skuId);
    if (components === null) continue;
    const children = components.parts.map(({ sku, quantity }) => {
      const part = catalogue.sku(sku);
      if (part === undefined) throw new Error(`component ${sku} of a bundle is gone`);
      number += 1;
      added.push({
        ...line,
        lineNumber: number,
        skuId: part.id,
        quantity: line.quantity * quantity,
        unitPriceMinor: 0,
        discountMinor: 0,
        taxMinor: 0,
        attributes: null,
      });
      return { lineNumber: number, quantityEach: quantity, worthMinor: part.valueMinor };
    });
    bundles.push({ lineNumber: line.lineNumber, children });
  }
  if (number > ORDER_LINES_MAX) {
    return refuse(
      'invalid_request',
      `An order has at most ${ORDER_LINES_MAX} lines, those of components included.`,
      { field: 'lines' },
    );
  }
  return { lines: added.length === 0 ? lines : [...lines, ...added], bundles };
}

/** The lines that need stock: all but those of bundles, whose components stand for them. */
export function linesWithStock(
  lines: readonly OrderLine[],
  { bundles }: Pick<OrderDetails, 'bundles'>,
): readonly OrderLine[] {
  if (bundles === undefined) return lines;
  const parents = new Set(bundles.map(({ lineNumber }) => lineNumber));
  return lines.filter(({ lineNumber }) => !parents.has(lineNumber));
}

/** The components of a line, with how many of each make one of it; none for a line that is no bundle. */
export function childrenOf(
  { bundles }: Pick<OrderDetails, 'bundles'>,
  lineNumber: number,
): OrderBundle['children'] {
  return bundles?.find((bundle) => bundle.lineNumber === lineNumber)?.children ?? [];
}

/** A refusal of a change to a line of a component: it changes with its bundle. */
export function refuseComponent(
  { bundles }: Pick<OrderDetails, 'bundles'>,
  lineNumber: number,
): Refusal | null {
  const parent = bundles?.find(({ children }) =>
    children.some((child) => child.lineNumber === lineNumber),
  );
  return parent === undefined
    ? null
    : refuse(
        'invalid_request',
        `Line ${lineNumber} is a component of line ${parent.lineNumber}: change that one.`,
        { lineNumber, bundleLine: parent.lineNumber },
      );
}

/** Lines of which those of bundles follow what is left of their components: parts were called off elsewhere. */
export function withBundleQuantities(
  lines: readonly OrderLine[],
  { bundles }: Pick<OrderDetails, 'bundles'>,
  shrink: (line: OrderLine, quantity: number) => OrderLine,
): readonly OrderLine[] {
  if (bundles === undefined) return lines;
  const byNumber = new Map(lines.map((line) => [line.lineNumber, line.quantity]));
  return lines.map((line) => {
    const left = childrenOf({ bundles }, line.lineNumber).map(({ lineNumber, quantityEach }) =>
      Math.floor((byNumber.get(lineNumber) ?? 0) / quantityEach),
    );
    return shrink(line, Math.max(0, line.quantity - Math.min(line.quantity, ...left)));
  });
}

/**
 * The draft with its bundles as far as their components are: of a bundle has left, arrived or come back
 * what its least advanced component makes up.
 */
export function withBundleProgress<Draft extends Pick<OrderRecord, 'details' | 'lines'>>(
  draft: Draft,
): Draft {
  const { bundles } = draft.details;
  if (bundles === undefined) return draft;
  const byNumber = new Map(draft.lines.map((line) => [line.lineNumber, line]));
  const lines = draft.lines.map((line) => {
    const children = childrenOf(draft.details, line.lineNumber);
    if (children.length === 0) return line;
    const least = (quantityOf: (child: OrderLine) => number) =>
      Math.min(
        line.quantity,
        ...children.map(({ lineNumber, quantityEach }) =>
          Math.floor(quantityOf(byNumber.get(lineNumber) as OrderLine) / quantityEach),
        ),
      );
    const shippedQuantity = least((child) => child.shippedQuantity);
    const deliveredQuantity = least((child) => child.deliveredQuantity);
    const returnedQuantity = least((child) => child.returnedQuantity);
    const isSame =
      shippedQuantity === line.shippedQuantity &&
      deliveredQuantity === line.deliveredQuantity &&
      returnedQuantity === line.returnedQuantity;
    return isSame ? line : { ...line, shippedQuantity, deliveredQuantity, returnedQuantity };
  });
  return { ...draft, lines };
}

/**
 * Quantities of lines as those of what lies at locations: a bundle's own line stands for its components.
 * A component alone is refused where it is to change with its bundle, and so is more than the line has.
 */
export function ofComponents(
  { id, lines, details }: Pick<OrderRecord, 'id' | 'lines' | 'details'>,
  wanted: readonly LineQuantity[],
): readonly LineQuantity[] | Refusal {
  if (details.bundles === undefined) return wanted;
  const quantities: LineQuantity[] = [];
  for (const { lineNumber, quantity } of wanted) {
    const component = refuseComponent(details, lineNumber);
    if (component !== null) return component;
    const children = childrenOf(details, lineNumber);
    if (children.length === 0) {
      quantities.push({ lineNumber, quantity });
      continue;
    }
    const most = lines.find((line) => line.lineNumber === lineNumber)?.quantity ?? 0;
    if (quantity > most) {
      return refuse(
        'invalid_request',
        `${most} of line ${lineNumber} of order ${id} can still be cancelled, not ${quantity}.`,
        { lineNumber, quantity: most },
      );
    }
    quantities.push(
      ...children.map((child) => ({
        lineNumber: child.lineNumber,
        quantity: quantity * child.quantityEach,
      })),
    );
  }
  return quantities;
}

/**
 * What a line costs as far as goods stand for it: goods less discount plus tax. The price of a bundle is
 * spread over its components in proportion to what they are worth, and adds up to it exactly; its own
 * line costs nothing then.
 */
export function costOfGoods(
  { lines, details }: Pick<OrderRecord, 'lines' | 'details'>,
  lineNumber: number,
): MinorUnits {
  const costOf = (number: number) => {
    const line = lines.find((one) => one.lineNumber === number);
    return line === undefined
      ? 0
      : line.quantity * line.unitPriceMinor - line.discountMinor + line.taxMinor;
  };
  if (childrenOf(details, lineNumber).length > 0) return 0;
  const bundle = details.bundles?.find(({ children }) =>
    children.some((child) => child.lineNumber === lineNumber),
  );
  if (bundle === undefined) return costOf(lineNumber);
  const bundleMinor = costOf(bundle.lineNumber);
  // Components that nobody has put a worth on share by their units.
  const hasWorth = bundle.children.some(({ worthMinor = 0 }) => worthMinor > 0);
  const weights = bundle.children.map(({ quantityEach, worthMinor = 0 }) =>
    hasWorth ? quantityEach * worthMinor : quantityEach,
  );
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0);
  const index = bundle.children.findIndex((child) => child.lineNumber === lineNumber);
  const upTo = (count: number) =>
    Math.round(
      bundleMinor * (weights.slice(0, count).reduce((sum, weight) => sum + weight, 0) / weightSum),
    );
  return upTo(index + 1) - upTo(index);
}
