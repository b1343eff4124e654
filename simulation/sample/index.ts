import type { Instant } from '../../src/kernel/clock.ts';
import type { SourcingWeightsBody } from '../../contracts/sourcing.ts';
import { ACCOUNTS } from './accounts.ts';
import { CARRIER_SERVICES } from './carriers.ts';
import { CHANNELS } from './channels.ts';
import { LOCATIONS } from './locations.ts';
import { siteCommands } from './sites.ts';
import { sampleSkus, type SampleSku } from './skus.ts';
import { openingStock, type StockOptions } from './stock.ts';
import { trackedSkus } from './tracking.ts';

export { ACCOUNTS } from './accounts.ts';
export { drawBuyer, pickWeighted } from './addresses.ts';
export { CARRIER_SERVICES } from './carriers.ts';
export { CHANNELS, type SampleChannel } from './channels.ts';
export { LOCATIONS, type SampleLocation } from './locations.ts';
export {
  payingChannelCommands,
  PROVIDED_CHANNELS,
  PROVIDER_SECRET,
  providerCodeOf,
  providerCommands,
} from './payments.ts';
export { peopleCommands } from './people.ts';
export { SELF_REPORTING_SITES } from './sites.ts';
export { sampleSkus, type SampleSku } from './skus.ts';
export { isKeptAt, openingReference } from './stock.ts';
export { firstLotOf, receiptLine, trackedSkus } from './tracking.ts';

/** How the sample company weighs the parts of a plan's cost, in fen. */
export const WEIGHTS: SourcingWeightsBody = {
  currency: 'CNY',
  shippingFactor: 1,
  handlingFactor: 1,
  splitPenaltyMinor: 600,
  latenessMinorPerDay: 400,
  carbonMinorPerKilogram: 60,
  stockWorthFactor: 1,
};

/** One command of the sample, with a key of its own so that loading it twice changes nothing. */
export interface SampleCommand {
  readonly kind: string;
  readonly body: unknown;
  readonly key: string;
}

/** How a command is sent: through a hub or over HTTP. Keys are optional for a sender that has none. */
export type SampleSubmit = (
  kind: string,
  body: unknown,
  key: string,
) => Promise<{ readonly status: number; readonly body: unknown }>;

export interface SampleOptions {
  readonly now: Instant;
  readonly seed?: number | undefined;
  readonly stockPermille?: StockOptions['stockPermille'];
  /** True for a company that somebody watches: it works at any hour and sends at once what it has. */
  readonly isWatched?: boolean | undefined;
}

export const SAMPLE_SEED = 20_261_122;
/** Of tea two days of what is sold stay in the house. */
const TEA_RULE = {
  code: 'tea-for-two-days',
  priority: 10,
  matches: { attributes: { family: 'TEA' }, locationKinds: ['warehouse'] },
  method: { kind: 'days_of_cover', days: 2, demandDays: 30 },
};
const SKUS_AT_ONCE = 500;
const SLOTTED_SKUS = 400;

/** Everything that makes the sample company, in the order in which it is sent. Same options, same commands. */
export function sampleCommands(options: SampleOptions): SampleCommand[] {
  const seed = options.seed ?? SAMPLE_SEED;
  const skus = sampleSkus(options.now, seed);
  const { receipts, announcements, safetyStocks } = openingStock(skus, { ...options, seed });
  const commands: { kind: string; body: unknown }[] = [
    ...LOCATIONS.map(({ put }) => ({
      kind: 'put_location',
      body:
        options.isWatched === true
          ? { ...put, workingWeekdays: Array.from({ length: 7 }, () => true), holidays: [] }
          : put,
    })),
    ...CARRIER_SERVICES.map((service) => ({ kind: 'put_carrier_service', body: service })),
    { kind: 'put_weights', body: WEIGHTS },
    ...CHANNELS.map(({ put }) => ({ kind: 'put_channel', body: put })),
    ...ACCOUNTS.map((account) => ({ kind: 'put_account', body: account })),
    // What bundles are made of is there before them.
    ...pagesOf(skus.toSorted((a, b) => a.parts.length - b.parts.length)).map((page) => ({
      kind: 'put_skus',
      body: { skus: page.map(({ put }) => put) },
    })),
    ...[...trackedSkus(skus)].map(([sku, tracking]) => ({
      kind: 'set_tracking',
      body: { sku, tracking },
    })),
    { kind: 'put_safety_stock_rule', body: TEA_RULE },
    ...siteCommands(options.isWatched === true, mostWanted(skus)),
    ...receipts.map((body) => ({ kind: 'receive_stock', body })),
    ...announcements.map((body) => ({ kind: 'announce_supply', body })),
    ...safetyStocks.map((body) => ({ kind: 'set_safety_stock', body })),
  ];
  return commands.map((command, index) => ({ ...command, key: `sample/${seed}/${index}` }));
}

/**
 * Loads the sample company: 5 channels, 12 locations, 6 carriers, 2,000 SKUs, opening stock and
 * supply on its way. Answers how many commands were sent.
 * @throws when a command is not accepted; what was sent before stays
 */
export async function loadSampleCompany(
  submit: SampleSubmit,
  options: SampleOptions,
): Promise<number> {
  const commands = sampleCommands(options);
  for (const { kind, body, key } of commands) {
    const reply = await submit(kind, body, key);
    if (reply.status >= 300) {
      throw new Error(
        `The sample's ${kind} was answered ${reply.status}: ${JSON.stringify(reply.body)}`,
      );
    }
  }
  return commands.length;
}

/** What is sold most lies in slots that have been measured. */
function mostWanted(skus: readonly SampleSku[]): string[] {
  return skus
    .filter(({ parts }) => parts.length === 0)
    .toSorted((a, b) => b.popularity - a.popularity)
    .slice(0, SLOTTED_SKUS)
    .map(({ put }) => put.code);
}

function pagesOf(skus: readonly SampleSku[]): SampleSku[][] {
  const pages: SampleSku[][] = [];
  for (let first = 0; first < skus.length; first += SKUS_AT_ONCE)
    pages.push(skus.slice(first, first + SKUS_AT_ONCE));
  return pages;
}
