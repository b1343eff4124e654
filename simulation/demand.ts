import { dayOf, minuteOfDay } from '../src/kernel/calendar.ts';
import { DAY_MS, type Instant } from '../src/kernel/clock.ts';
import type { Random } from '../src/kernel/random.ts';
import type { SampleChannel, SampleSku } from './sample/index.ts';

/** Orders by local hour, compared with the mean: quiet nights, a noon and an evening peak. */
const HOURS = [
  0.45, 0.28, 0.22, 0.2, 0.22, 0.3, 0.45, 0.7, 1, 1.25, 1.4, 1.35, 1.3, 1.25, 1.2, 1.2, 1.2, 1.15,
  1.15, 1.4, 1.75, 1.8, 1.4, 0.85,
];
/** Businesses order when they work. */
const OFFICE_HOURS = [
  0.02, 0.02, 0.02, 0.02, 0.02, 0.05, 0.2, 0.9, 2.2, 2.8, 2.9, 2.2, 1.4, 2.2, 2.8, 2.6, 2.2, 1.2,
  0.5, 0.3, 0.2, 0.1, 0.05, 0.02,
];
const WEEKDAYS = [1.15, 0.95, 0.92, 0.95, 0.97, 1.02, 1.12];
const OFFICE_WEEKDAYS = [0.1, 1.3, 1.35, 1.3, 1.3, 1.2, 0.35];
/** By month of the year: November and December carry the sales of the year. */
const MONTHS = [0.9, 0.8, 0.9, 0.95, 1, 1.15, 0.9, 0.9, 1, 1, 1.5, 1.2];

/** The most that the seasons together multiply the demand of a channel with. */
export const SEASON_MAX = 2.9 * 1.35 * 1.5;

/** How demand at an instant compares with the mean of the year, in the local time of the channel. */
export function seasonAt(channel: SampleChannel, at: Instant): number {
  const { timeZone } = channel.put;
  const day = dayOf(at, timeZone);
  const hour = Math.floor(minuteOfDay(at, timeZone) / 60);
  const weekday = (((day + 4) % 7) + 7) % 7;
  const month = new Date(day * DAY_MS).getUTCMonth();
  const byHour = (channel.isBusiness ? OFFICE_HOURS : HOURS)[hour] as number;
  const byWeekday = (channel.isBusiness ? OFFICE_WEEKDAYS : WEEKDAYS)[weekday] as number;
  return byHour * byWeekday * (MONTHS[month] as number);
}

/** A promotion: a channel sells more for a while, most of it a few SKUs. */
export interface Promotion {
  readonly channel: SampleChannel;
  readonly from: Instant;
  readonly to: Instant;
  readonly factor: number;
  readonly skus: readonly SampleSku[];
}

/** Draws SKUs by popularity, in time that does not grow with their number. */
export class Assortment {
  readonly #skus: readonly SampleSku[];
  readonly #cumulated: Float64Array;

  constructor(skus: readonly SampleSku[]) {
    this.#skus = skus;
    this.#cumulated = new Float64Array(skus.length);
    let sum = 0;
    for (const [index, { popularity }] of skus.entries()) {
      sum += popularity;
      this.#cumulated[index] = sum;
    }
  }

  /** One SKU; what is in season is drawn more often. */
  draw(random: Random, at: Instant): SampleSku {
    const month = new Date(at).getUTCMonth() + 1;
    for (;;) {
      const sku = this.#skus[this.#find(random.next())] as SampleSku;
      const { months, factor } = sku.family.season;
      if (months.includes(month) || random.chance(1 / factor)) return sku;
    }
  }

  #find(share: number): number {
    const cumulated = this.#cumulated;
    const wanted = share * (cumulated.at(-1) as number);
    let low = 0;
    let high = cumulated.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulated[middle] as number) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** What a channel sells: appliances with the plug of its customers, fresh food at home only. */
export function isSoldIn(sku: SampleSku, channel: SampleChannel): boolean {
  const { code } = sku.put;
  const isHome = channel.put.currency === 'CNY' && !channel.isBusiness;
  if (sku.family.code === 'FRE') return isHome;
  if (sku.family.code !== 'APP' || channel.isBusiness) return true;
  const plug = { CNY: 'CN', EUR: 'EU', USD: 'US' }[channel.put.currency];
  return code.endsWith(`-${plug}`);
}
