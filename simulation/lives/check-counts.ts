import type { CountTask } from '../../src/modules/inventory/counts.ts';
import type { CatalogueFacts, StockFacts } from '../../src/modules/inventory/index.ts';
import type { OrderRecord } from '../../src/modules/orders/index.ts';
import type { Told } from './sent.ts';

/** What is wrong with counts; null when what is missing and promised is kept for nobody, unit for unit. */
export function checkCounts(tasks: readonly CountTask[], stock: StockFacts): string | null {
  for (const { id, skuId, state, unposted, counts } of tasks) {
    const kept = stock.allotments.of(skuId).find(({ code }) => code === `count/${id}`);
    const units = kept?.state === 'active' ? kept.quantity : 0;
    if (units !== unposted || (state === 'short') !== unposted > 0)
      return `count ${id} is ${state}, misses ${unposted}, and ${units} are kept for nobody`;
    const [last, before] = counts.toReversed();
    if (state === 'recount' && before?.by === last?.by && counts.length === 2)
      return `count ${id} was counted twice by the same person`;
  }
  return null;
}

/** What is wrong with the orders that are told to hold missing units; null when it is those that hold some. */
export function checkHolders(
  told: Told,
  catalogue: CatalogueFacts,
  orders: Iterable<OrderRecord>,
): string | null {
  const skuId = catalogue.sku(told.sku as string)?.id;
  const locationId = catalogue.location(told.location as string)?.id;
  const holders: string[] = [];
  for (const { id, lines, shipments, waiting } of orders) {
    const isOfSku = (line: number) =>
      lines.find(({ lineNumber }) => lineNumber === line)?.skuId === skuId;
    const planned = shipments
      .filter((shipment) => shipment.locationId === locationId)
      .flatMap((shipment) => shipment.lines)
      .reduce((sum, [line, units]) => (isOfSku(line) ? sum + units : sum), 0);
    const waited = waiting
      .filter((line) => line.locationId === locationId && line.skuId === skuId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    if (planned > waited) holders.push(String(id));
  }
  const named = (told.orders as { orderId: string }[]).map(({ orderId }) => orderId).toSorted();
  return named.join() === holders.toSorted().join()
    ? null
    : `${told.code as string} is missing for orders ${named.join()}, and held by ${holders.join()}`;
}
