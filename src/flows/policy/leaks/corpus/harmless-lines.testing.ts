import type { Random } from '../../../../kernel/random.ts';

const WORDS = ['Tee', 'Mug', 'Lamp', 'Chair', 'Scarf', 'Kettle', 'Boots', 'Desk', 'Serum', 'Tent'];
const NOTES = [
  'please leave the parcel with the neighbour',
  'gift wrapping, no invoice in the box',
  'customer asks for delivery before Friday',
  'second colour if the first is gone',
  'cancel the line that is out of stock',
  'call me when it ships',
];
const NOTES_CHINESE = [
  '请放在门口，谢谢',
  '需要礼品包装，不要放发票',
  '周五之前送到',
  '尺码偏小，请换大一号',
  '缺货的那一行取消即可',
  '尽快发货，生日礼物',
];

function digits(random: Random, length: number): string {
  return Array.from({ length }, () => random.integer(0, 9)).join('');
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.integer(0, 15).toString(16)).join('');
}

function letters(random: Random, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(65 + random.integer(0, 25))).join('');
}

function uuid(random: Random): string {
  return `${hex(random, 8)}-${hex(random, 4)}-7${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`;
}

function day(random: Random): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `20${random.integer(20, 29)}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`;
}

function time(random: Random): string {
  const two = () => String(random.integer(0, 59)).padStart(2, '0');
  return `${String(random.integer(0, 23)).padStart(2, '0')}:${two()}:${two()}.${digits(random, 3)}Z`;
}

/** A number of a trade item with its check digit (GS1): eight, twelve, thirteen or fourteen digits. */
function gtin(random: Random): string {
  const body = digits(random, random.pick([7, 11, 12, 13]));
  const sum = Array.from(body)
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

function sku(random: Random): string {
  return random.pick([
    () => `${letters(random, 3)}-${digits(random, 5)}`,
    () => `${letters(random, 2)}${digits(random, 6)}-${random.pick(['S', 'M', 'L', 'XL'])}`,
    () => `${random.pick(WORDS).toUpperCase()}-${random.integer(1, 999)}-${letters(random, 2)}`,
    () => `${digits(random, 4)}.${digits(random, 3)}.${digits(random, 2)}`,
    () => `SKU${digits(random, 8)}`,
  ])();
}

function orderNumber(random: Random): string {
  return random.pick([
    () => `SO-${day(random).replaceAll('-', '')}-${digits(random, 6)}`,
    () => `${random.integer(10, 99)}${digits(random, 17)}`,
    () => `#${digits(random, 5)}`,
    () => `${digits(random, 3)}-${digits(random, 7)}-${digits(random, 7)}`,
    () => `W${digits(random, 9)}`,
    () => `${day(random).replaceAll('-', '')}${digits(random, 10)}`,
    () => `EBAY-${digits(random, 2)}-${digits(random, 5)}-${digits(random, 5)}`,
  ])();
}

function trackingNumber(random: Random): string {
  return random.pick([
    () => `1Z${letters(random, 1)}${digits(random, 5)}${digits(random, 10)}`,
    () => `SF${digits(random, 13)}`,
    () => `YT${digits(random, 13)}`,
    () => `JD${digits(random, 13)}`,
    () => `94${digits(random, 20)}`,
    () => `${letters(random, 2)}${digits(random, 9)}${random.pick(['CN', 'GB', 'DE', 'US'])}`,
    () => `00${digits(random, 18)}`,
    () => digits(random, 12),
    () => digits(random, 14),
  ])();
}

function money(random: Random): string {
  return `${random.integer(1, 4999)}.${digits(random, 2)}`;
}

/** What orders, jobs and logs are full of, and nobody is known by: one line, of many kinds. */
export function harmlessLine(random: Random): string {
  return random.pick(KINDS)(random);
}

const KINDS: readonly ((random: Random) => string)[] = [
  (random) =>
    JSON.stringify({
      orderId: uuid(random),
      externalId: orderNumber(random),
      channel: random.pick(['web', 'tmall', 'jd', 'ebay', 'wholesale']),
      currency: random.pick(['EUR', 'USD', 'CNY', 'GBP']),
      total: random.integer(100, 999_999),
      placedAt: `${day(random)}T${time(random)}`,
      lines: Array.from({ length: random.integer(1, 3) }, (_, index) => ({
        lineNumber: index + 1,
        sku: sku(random),
        quantity: random.integer(1, 12),
        price: random.integer(100, 99_999),
      })),
    }),
  (random) =>
    JSON.stringify({
      sku: sku(random),
      gtin: gtin(random),
      weight_grams: random.integer(1, 30_000),
    }),
  (random) =>
    JSON.stringify({
      trackingNumber: trackingNumber(random),
      carrier: random.pick(['dhl', 'ups', 'sf', 'yto', 'jd']),
    }),
  (random) => `${orderNumber(random)} ${random.pick(NOTES)}`,
  (random) => `订单${orderNumber(random)}：${random.pick(NOTES_CHINESE)}`,
  (random) => `快递单号 ${trackingNumber(random)}，${random.pick(NOTES_CHINESE)}`,
  (random) => `tracking ${trackingNumber(random)} handed over ${day(random)}`,
  (random) =>
    `${day(random)}T${time(random)} INFO order ${uuid(random)} sourced in ${random.integer(1, 900)} ms`,
  (random) => `sha256:${hex(random, 64)}`,
  (random) => `commit ${hex(random, 40)} ${random.pick(NOTES)}`,
  (random) => `etag "${hex(random, 32)}" size ${random.integer(100, 9_999_999)}`,
  (random) => `traceparent: 00-${hex(random, 32)}-${hex(random, 16)}-01`,
  (random) => `${gtin(random)},${sku(random)},${random.integer(1, 500)},${money(random)}`,
  (random) => `EAN ${gtin(random)} ${random.pick(WORDS)} ${money(random)} EUR`,
  (random) => `条码 ${gtin(random)} ${random.integer(1, 99)} 件`,
  (random) => `批次 ${digits(random, 8)} 有效期至 ${day(random)}，${random.integer(1, 900)} 件`,
  (random) =>
    `lot ${letters(random, 2)}${digits(random, 6)} serial ${digits(random, 10)} shelf ${letters(random, 1)}-${digits(random, 2)}-${digits(random, 2)}`,
  (random) =>
    `asn ${digits(random, 10)} po ${digits(random, 8)} pallets ${random.integer(1, 40)} sscc 00${digits(random, 18)}`,
  (random) =>
    `unix ${random.integer(1_600_000_000, 1_899_999_999)} ms ${random.integer(1_600_000_000_000, 1_899_999_999_999)}`,
  (random) =>
    `event ${random.integer(1, 9_999_999)} of ${random.integer(1, 9_999_999)}, version ${random.integer(1, 20)}.${random.integer(0, 20)}.${random.integer(0, 20)}`,
  (random) => `refund ${money(random)} of ${money(random)} CNY for ${orderNumber(random)}`,
  (random) =>
    `order.total > ${random.integer(100, 100_000)} && order.lines.size() < ${random.integer(2, 50)}`,
  (random) =>
    `https://shop.example/orders/${orderNumber(random).replace('#', '')}?step=${random.integer(1, 4)}&page=${random.integer(1, 99)}`,
  (random) => `/v1/orders/${uuid(random)}/lines/${random.integer(1, 20)}`,
  (random) =>
    `warehouse ${letters(random, 3)}${random.integer(1, 9)} temperature ${random.integer(-20, 30)}.${digits(random, 4)} humidity ${random.integer(20, 90)}`,
  (random) =>
    `dimensions ${random.integer(10, 200)}x${random.integer(10, 200)}x${random.integer(10, 200)} cm, ${random.integer(1, 40)}.${digits(random, 3)} kg`,
  (random) =>
    `invoice ${letters(random, 2)}-${digits(random, 4)}/${digits(random, 6)} due ${day(random)}`,
  (random) => `发票代码 ${digits(random, 10)} 金额 ${money(random)} 元`,
  (random) => `counts ${Array.from({ length: 6 }, () => random.integer(0, 9999)).join(' ')}`,
  (random) => `quantities: ${Array.from({ length: 5 }, () => digits(random, 4)).join(', ')}`,
  (random) => `gift card balance ${money(random)} EUR, reward points ${random.integer(1, 99_999)}`,
  (random) =>
    `coupon ${letters(random, 4)}-${digits(random, 4)}-${letters(random, 4)} valid until ${day(random)}`,
  (random) =>
    `customs tariff ${digits(random, 6)}.${digits(random, 4)} origin CN, declared ${money(random)} USD`,
  (random) => `session ${uuid(random)} of user ${uuid(random)} ended`,
  (random) => `idempotency-key: ${uuid(random)}`,
  (random) => `data:image/png;base64,iVBORw0KGgo${letters(random, 20)}${hex(random, 20)}`,
  (random) => `${random.pick(NOTES_CHINESE)}，共${random.integer(1, 20)}件，合计${money(random)}元`,
  (random) => `password reset was asked for, token sent, attempt ${random.integer(1, 5)}`,
  (random) => `card payment of ${money(random)} EUR authorised, ending ${digits(random, 4)}`,
  (random) => `联系电话已隐藏，尾号${digits(random, 4)}`,
  (random) => `phone ending ${digits(random, 3)} confirmed at ${time(random)}`,
  (random) => `身份证已核验，订单 ${orderNumber(random)}`,
  (random) =>
    `{"passwordChanged":true,"tokenCount":${random.integer(1, 900)},"secretName":"erp-main"}`,
  (random) => `url: \${ERP_URL} token: \${ERP_TOKEN} timeout ${random.integer(100, 9999)}`,
  (random) =>
    `flow ${uuid(random)} node notify-customer iteration ${random.integer(1, 9)} took ${random.integer(1, 400)} ms`,
];
