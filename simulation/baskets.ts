import { instantToText, type Instant } from '../src/kernel/clock.ts';
import type { Random } from '../src/kernel/random.ts';
import type { PlaceOrder } from '../contracts/orders.ts';
import type { Assortment, Promotion } from './demand.ts';
import { drawBuyer, pickWeighted, type SampleChannel, type SampleSku } from './sample/index.ts';

/** A line with the SKU that it is of. */
interface BasketLine {
  readonly sku: SampleSku;
  readonly line: PlaceOrder['lines'][number];
}

/** An order as a customer of a channel puts it together, and its total. */
export interface Basket {
  readonly order: PlaceOrder;
  readonly totalMinor: number;
  readonly units: readonly { readonly sku: SampleSku; readonly quantity: number }[];
}

/** Puts an order together. What is promoted goes into most baskets while the promotion lasts. */
export function drawBasket(
  random: Random,
  at: Instant,
  channel: SampleChannel,
  externalId: string,
  assortment: Assortment,
  promotion: Promotion | null,
): Basket {
  const countries = Object.entries(channel.countries);
  const [countryCode] = pickWeighted(random, countries, ([, share]) => share);
  const buyer = drawBuyer(random, countryCode, channel.isBusiness);
  const lines = drawLines(random, at, channel, assortment, promotion);
  const goodsMinor = lines.reduce((sum, { line }) => sum + line.quantity * line.unitPriceMinor, 0);
  const charges: NonNullable<PlaceOrder['charges']> = [];
  if (channel.shippingMinor > 0 && goodsMinor < channel.shippingFreeFromMinor) {
    charges.push({ kind: 'shipping', amountMinor: channel.shippingMinor });
  }
  if (random.chance(0.03)) charges.push({ kind: 'gift_wrap', amountMinor: 500 });
  const totalMinor =
    lines.reduce(
      (sum, { line }) => sum - (line.discountMinor ?? 0) + (line.taxMinor ?? 0),
      goodsMinor,
    ) + charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const order: PlaceOrder = {
    channel: channel.put.code,
    externalId,
    placedAt: instantToText(at),
    currency: channel.put.currency,
    customer: buyer.customer,
    shipTo: buyer.shipTo,
    lines: lines.map(({ line }) => line),
    ...(charges.length === 0 ? {} : { charges }),
    totalMinor,
    ...(channel.isPrepaid
      ? {
          payment: {
            kind: 'captured' as const,
            amountMinor: totalMinor,
            reference: `${externalId}-P0`,
          },
        }
      : {}),
    ...(random.chance(0.04) ? { priority: random.integer(6, 9) } : {}),
    ...(random.chance(0.05) ? { split: 'never' as const } : {}),
    ...(random.chance(0.03) ? { backorder: 'refuse' as const } : {}),
    ...(random.chance(0.04)
      ? {
          attributes: {
            gift: true,
            greeting: random.pick(['生日快乐', 'Happy birthday', 'Mit Liebe']),
          },
        }
      : {}),
    ...customFields(random, channel, externalId),
    ...(random.chance(0.05)
      ? { note: random.pick(['请放门卫', 'Leave at the door, please', '请周末送货']) }
      : {}),
  };
  return {
    order,
    totalMinor,
    units: lines.map(({ sku, line }) => ({ sku, quantity: line.quantity })),
  };
}

function drawLines(
  random: Random,
  at: Instant,
  channel: SampleChannel,
  assortment: Assortment,
  promotion: Promotion | null,
): BasketLine[] {
  const count = 1 + Math.min(30, Math.floor(random.exponential(channel.linesMore)));
  return Array.from({ length: count }, (_, index) => {
    const isPromoted = promotion !== null && index === 0 && random.chance(0.7);
    const sku = isPromoted ? random.pick(promotion.skus) : assortment.draw(random, at);
    const quantity = 1 + Math.min(500, Math.floor(random.exponential(channel.unitsMore)));
    const listMinor = sku.priceMinor[channel.put.currency] as number;
    const unitPriceMinor = Math.round((listMinor * channel.pricePermille) / 1_000);
    const goodsMinor = unitPriceMinor * quantity;
    const discountMinor = isPromoted
      ? Math.floor(goodsMinor * 0.15)
      : random.chance(0.08)
        ? Math.floor(goodsMinor * 0.05)
        : 0;
    const taxMinor = Math.round(((goodsMinor - discountMinor) * channel.taxPermille) / 1_000);
    return {
      sku,
      line: {
        sku: sku.put.code,
        quantity,
        unitPriceMinor,
        ...(discountMinor > 0 ? { discountMinor } : {}),
        ...(taxMinor > 0 ? { taxMinor } : {}),
        ...(sku.family.code === 'SEA'
          ? {
              attributes: {
                seal_text: random.pick(['清风徐来', '明月入怀', 'Far Hills']),
                script: random.pick(['篆书', '隶书']),
              },
            }
          : {}),
      },
    };
  });
}

function customFields(
  random: Random,
  { put }: SampleChannel,
  externalId: string,
): Pick<PlaceOrder, 'customFields'> {
  if (put.code === 'tianji-cn') {
    return { customFields: { buyerLevel: `V${random.integer(1, 4)}` } };
  }
  if (put.code === 'wholesale') {
    return {
      customFields: {
        purchaseOrder: `PO-${externalId}`,
        incoterm: random.pick(['EXW', 'FOB', 'DAP']),
      },
    };
  }
  return {};
}
