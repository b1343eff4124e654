import { refuse, type Refusal } from '../../../contracts/errors.ts';
import { ORDER_LINES_MAX } from '../../../contracts/orders.ts';
import type { CatalogueFacts } from '../inventory/index.ts';
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
      return { lineNumber: number, quantityEach: quantity };
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
