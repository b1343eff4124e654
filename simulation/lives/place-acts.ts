import { DAY_MS, HOUR_MS, instantToText } from '../../src/kernel/clock.ts';
import type { Random } from '../../src/kernel/random.ts';
import { giftCardHash } from '../../src/modules/orders/index.ts';
import type { Life } from './life.ts';
import type { Act } from './act.ts';
import {
  STAGE_ACCOUNTS,
  STAGE_BUNDLES,
  STAGE_CHANNELS,
  STAGE_PRICES,
  STAGE_SKUS,
} from './small-world.ts';
import type { StepKind } from './steps.ts';

/** How orders come in: of every kind, paid in every way. */
export const PLACE_ACTS = {
  place: (life, random) => place(life, random, 'standard'),
  place_preorder: (life, random) => place(life, random, 'preorder'),
  place_on_account: (life, random) => place(life, random, 'business'),
  place_pick_up: (life, random) => place(life, random, 'pick_up'),
  place_drop_ship: (life, random) => place(life, random, 'drop_ship'),
  place_tracked: (life, random) => place(life, random, 'standard', TRACKED),
  issue_gift_card(life, random) {
    const code = life.newName('GIFT');
    life.giftCardCodes.unshift(code);
    life.submit('issue_gift_card', {
      currency: 'CNY',
      amountMinor: random.pick([300, 2_000, 10_000]),
      secretHash: giftCardHash(code),
      ending: code.slice(-4).padStart(4, '0'),
      ...(random.chance(0.3) ? { expiresAt: instantToText(life.now + 2 * DAY_MS) } : {}),
    });
  },
  put_account(life, random) {
    life.submit('put_account', {
      code: random.pick(STAGE_ACCOUNTS),
      name: 'Anew',
      currency: random.chance(0.95) ? 'CNY' : 'EUR',
      creditLimitMinor: random.pick([0, 3_000, 20_000]),
      netDays: random.pick([0, 10]),
      isOpen: random.chance(0.9),
    });
  },
} as const satisfies Partial<Record<StepKind, Act>>;

type Kind = 'standard' | 'preorder' | 'business' | 'drop_ship' | 'pick_up';

const TRACKED: readonly string[] = ['MILK', 'WATCH', 'KIT', 'CUP'];
const SOLD: readonly string[] = STAGE_SKUS.filter((sku) => sku !== 'MILK' && sku !== 'WATCH');
const SOLD_IN_SHOPS: readonly string[] = ['TEA', 'CUP', 'MILK', 'WATCH', 'SET'];
const SOLD_BY_SUPPLIERS: readonly string[] = ['TEA', 'POT'];

/** What an order of a kind is mostly for, so that it can be carried out. */
function soldAs(kind: Kind): readonly string[] {
  if (kind === 'pick_up') return SOLD_IN_SHOPS;
  return kind === 'drop_ship' ? SOLD_BY_SUPPLIERS : SOLD;
}

function place(life: Life, random: Random, kind: Kind, skus = soldAs(kind)): void {
  const channel = random.pick(STAGE_CHANNELS);
  const isScarce = kind === 'pick_up' || kind === 'drop_ship';
  const lines = Array.from({ length: random.integer(1, isScarce ? 2 : 3) }, () =>
    drawLine(random, skus, isScarce ? 2 : 4),
  );
  const charges = [
    ...(random.chance(0.5) ? [{ kind: 'shipping', amountMinor: random.pick([0, 500, 999]) }] : []),
    ...(random.chance(0.15) ? [{ kind: 'discount', amountMinor: -random.integer(1, 300) }] : []),
  ];
  const totalMinor = Math.max(
    0,
    lines.reduce(
      (sum, line) =>
        sum +
        line.quantity * line.unitPriceMinor -
        (line.discountMinor ?? 0) +
        (line.taxMinor ?? 0),
      0,
    ) + charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  );
  const giftCards = drawGiftCards(life, random);
  life.submit('place_order', {
    channel,
    externalId: life.newName('E'),
    currency: 'CNY',
    customer: { name: 'Li Lei' },
    shipTo: drawAddress(random),
    lines,
    ...termsOf(life, random, kind, totalMinor),
    ...(charges.length > 0 ? { charges } : {}),
    ...(random.chance(0.15) ? { split: random.pick(['allow', 'never']) } : {}),
    ...(random.chance(0.15) ? { backorder: random.pick(['allow', 'refuse']) } : {}),
    ...(random.chance(0.2) ? { priority: random.integer(0, 9) } : {}),
    ...(random.chance(0.1) ? { wantedBy: instantToText(life.now + 5 * DAY_MS) } : {}),
    ...(giftCards.length === 0
      ? drawPayments(life, random, kind, totalMinor)
      : { giftCards, ...drawRest(life, random, totalMinor) }),
  });
}

/** What an order says of its kind; an ordinary one mostly says nothing. */
function termsOf(life: Life, random: Random, kind: Kind, totalMinor: number): object {
  switch (kind) {
    case 'standard':
      return random.chance(0.1) ? { kind } : {};
    case 'preorder':
      return {
        kind,
        ...(random.chance(0.95)
          ? { depositMinor: Math.max(1, Math.floor(totalMinor * random.pick([0.1, 0.5, 1, 1.1]))) }
          : {}),
      };
    case 'business':
      return {
        kind,
        account: random.chance(0.95) ? random.pick(STAGE_ACCOUNTS) : 'NOBODY',
        ...(random.chance(0.7) ? { purchaseOrderNumber: life.newName('PO') } : {}),
      };
    case 'drop_ship':
      return { kind };
    default:
      return { kind, pickUpLocation: random.chance(0.9) ? 'WUH' : 'SHA' };
  }
}

/** A line of goods or, now and then, of a bundle. */
export function drawLine(random: Random, skus = SOLD, quantityMax = 4) {
  const draw = random.next();
  const sku =
    draw < 0.12
      ? random.pick(Object.keys(STAGE_BUNDLES))
      : random.pick(draw < 0.17 ? STAGE_SKUS : skus);
  const quantity = random.integer(1, sku in STAGE_BUNDLES ? 2 : quantityMax);
  const unitPriceMinor = STAGE_PRICES[sku] as number;
  return {
    sku,
    quantity,
    unitPriceMinor,
    ...(random.chance(0.3) ? { discountMinor: random.integer(0, quantity * 60) } : {}),
    ...(random.chance(0.3) ? { taxMinor: random.integer(0, 333) } : {}),
  };
}

/** Where an order goes; nearly always somewhere that carriers know. */
export function drawAddress(random: Random) {
  return {
    lines: [`Nanjing Road ${random.integer(1, 9)}`],
    countryCode: random.chance(0.97) ? 'CN' : 'US',
    regionCode: random.pick(['SH', 'SC', 'GD']),
  };
}

/** One card or two, for all that they have or for a part. */
function drawGiftCards(life: Life, random: Random) {
  if (life.giftCardCodes.length === 0 || !random.chance(0.6)) return [];
  const codes = random.chance(0.4) ? life.giftCardCodes.slice(0, 2) : [life.giftCardCodes[0]];
  return codes.map((code = '') => ({
    codeHash: giftCardHash(code),
    ...(random.chance(0.3) ? { amountMinor: random.integer(1, 1_500) } : {}),
  }));
}

function drawPayments(life: Life, random: Random, kind: Kind, totalMinor: number): object {
  const draw = random.next();
  if (draw < 0.3 || (kind === 'business' && draw < 0.8)) return {};
  const payment = paymentsOf(life, random);
  if (draw < 0.8) return { payment: payment(totalMinor) };
  const first = random.integer(0, totalMinor);
  if (draw < 0.9) return { payment: payment(first) };
  return { payments: [payment(first), { ...payment(totalMinor - first), tender: 'wallet' }] };
}

/** What is paid beside gift cards: nothing, a part, or all of it, which is more than needed. */
function drawRest(life: Life, random: Random, totalMinor: number): object {
  const payment = paymentsOf(life, random);
  const draw = random.next();
  if (draw < 0.3) return {};
  return { payment: payment(draw < 0.5 ? totalMinor : random.integer(0, totalMinor)) };
}

function paymentsOf(life: Life, random: Random) {
  const kind = random.pick(['authorised', 'captured']);
  const expiry =
    kind === 'authorised' && random.chance(0.2)
      ? { expiresAt: instantToText(life.now + random.integer(1, 96) * HOUR_MS) }
      : {};
  return (amountMinor: number) => ({ kind, amountMinor, reference: life.newName('P'), ...expiry });
}
