import type { CatalogueFacts } from '../inventory/index.ts';
import type { CartonItem } from './fill-box.ts';
import type { FulfilmentOrder } from './fulfilment-order.ts';
import { tripleOf } from './site.ts';

/** The attribute of a SKU that travels in its own packaging. */
const SHIPS_ALONE = 'shipsAlone';

/** What is to be packed of a fulfilment order: what was picked, or all that is wanted. */
export function cartonItemsOf(
  catalogue: CatalogueFacts,
  { lines }: Pick<FulfilmentOrder, 'lines'>,
  field: 'picked' | 'quantity',
): CartonItem[] {
  return lines.map((line) => {
    const sku = catalogue.skuById(line.skuId);
    const { dimensionsMillimetres } = sku;
    return {
      lineNumber: line.lineNumber,
      sku: sku.code,
      quantity: line[field],
      weightGrams: sku.weightGrams,
      sidesMillimetres: dimensionsMillimetres === null ? null : tripleOf(dimensionsMillimetres),
      shipsAlone: sku.attributes[SHIPS_ALONE] === true,
    };
  });
}
