import type { Random } from '../../src/kernel/random.ts';
import type { ReturnLine, ReturnRecord } from '../../src/modules/returns/return-record.ts';
import { choose, type Life } from './life.ts';
import type { Act } from './act.ts';
import { STAGE_LOCATIONS, STAGE_SKUS } from './small-world.ts';
import type { StepKind } from './steps.ts';

const REASONS = ['changed_mind', 'does_not_fit', 'damaged', 'wrong_item', 'late', 'other'];
const isExpecting = ({ state }: ReturnRecord) =>
  state === 'approved' || state === 'on_the_way' || state === 'receiving';
const unjudged = (line: ReturnLine) =>
  line.receivedQuantity - line.acceptedQuantity - line.rejectedQuantity;

/** What comes back, and what is owed for it. */
export const RETURN_ACTS = {
  request_return(life, random) {
    const order = choose(random, life.orders(), ({ lines }) =>
      lines.some(({ shippedQuantity, returnedQuantity }) => shippedQuantity > returnedQuantity),
    );
    if (order === undefined) return;
    const left = order.lines.filter((line) => line.shippedQuantity > line.returnedQuantity);
    const chosen = (left.length > 0 ? left : order.lines).filter(() => random.chance(0.8));
    if (chosen.length === 0) return;
    const isExchange = random.chance(0.4);
    life.submit('request_return', {
      orderId: order.id,
      lines: chosen.map(({ lineNumber, shippedQuantity, returnedQuantity }) => ({
        lineNumber,
        quantity: quantityUpTo(random, shippedQuantity - returnedQuantity),
        reason: random.pick(REASONS),
        ...(isExchange ? { resolution: 'exchange', exchangeSku: random.pick(STAGE_SKUS) } : {}),
      })),
      ...(random.chance(0.3)
        ? { reference: random.chance(0.8) ? life.newName('RMA') : 'RMA' }
        : {}),
      ...(random.chance(0.3) ? { location: random.pick(STAGE_LOCATIONS) } : {}),
    });
  },
  judge_return(life, random) {
    const found = choose(random, life.returns(), ({ state }) => state === 'requested');
    if (found === undefined) return;
    const verdict = random.chance(0.8) ? 'approve' : 'reject';
    life.submit('judge_return', { returnId: found.id, verdict });
  },
  send_return(life, random) {
    const found = choose(random, life.returns(), isExpecting);
    if (found !== undefined)
      life.submit('send_return', { returnId: found.id, trackingNumber: life.newName('B') });
  },
  call_off_return(life, random) {
    const found = choose(random, life.returns(), isExpecting);
    if (found !== undefined)
      life.submit('cancel_return', { returnId: found.id, reason: 'keeps it' });
  },
  receive_return(life, random) {
    const found = choose(random, life.returns(), isExpecting);
    if (found === undefined) return;
    const lines = drawUnits(random, found, (line) => line.quantity - line.receivedQuantity);
    if (lines.length === 0) return;
    const scanned = lines.map((line) => scan(life, random, found, line));
    const isScanned = scanned.some((line) => 'sku' in line);
    life.submit('receive_return', {
      returnId: found.id,
      lines: scanned,
      ...(isScanned || random.chance(0.15) ? { location: random.pick(STAGE_LOCATIONS) } : {}),
    });
  },
  inspect_return(life, random) {
    const found = choose(random, life.returns(), ({ lines }) =>
      lines.some((line) => unjudged(line) > 0),
    );
    if (found === undefined) return;
    const lines = drawUnits(random, found, unjudged);
    if (lines.length === 0) return;
    life.submit('inspect_return', {
      returnId: found.id,
      lines: lines.flatMap(({ lineNumber, quantity }) => {
        const first = random.chance(0.3) ? random.integer(1, quantity) : quantity;
        return [first, quantity - first]
          .filter((part) => part > 0)
          .map((part) => ({
            lineNumber,
            quantity: part,
            disposition: random.pick(['restock', 'restock', 'refurbish', 'scrap', 'send_back']),
            ...(random.chance(0.15) ? { deductionMinor: random.integer(0, 500) } : {}),
          }));
      }),
    });
  },
  refurbish(life, random) {
    const found = choose(random, life.returns(), ({ lines }) =>
      lines.some(({ refurbishingQuantity }) => refurbishingQuantity > 0),
    );
    if (found === undefined) return;
    const [units] = drawUnits(random, found, (line) => line.refurbishingQuantity);
    if (units === undefined) return;
    const outcome = random.pick(['restock', 'restock', 'scrap']);
    life.submit('finish_refurbishment', { returnId: found.id, ...units, outcome });
  },
  follow_events(life, random) {
    // Who stops after sending and before moving on sends it again.
    life.followEvent(random.chance(0.2));
  },
  return_rules(life, random) {
    life.submit('put_return_rules', {
      approveUpToMinor: random.pick([null, null, 0, 2_000]),
      ourReasons: ['damaged', 'wrong_item', 'late'],
      restockingFeePermille: random.pick([0, 0, 100]),
      refundCharges: random.pick(['never', 'our_fault', 'always']),
      refundOn: random.pick(['inspection', 'inspection', 'reception']),
      expireAfterDays: random.integer(1, 30),
      locations: random.chance(0.8) ? [] : ['CTU'],
    });
  },
  claim(life, random) {
    const claim = random.chance(0.5) ? choose(random, life.claims(), () => true) : undefined;
    if (claim !== undefined) {
      const to = random.pick(['submitted', 'accepted', 'rejected', 'paid', 'withdrawn']);
      life.submit('move_claim', {
        claimId: claim.id,
        to,
        ...(random.chance(0.5) ? { amountMinor: random.integer(0, claim.amountMinor + 100) } : {}),
      });
      return;
    }
    const shipment = choose(random, life.shipments(), ({ state }) => state !== 'booked');
    if (shipment === undefined) return;
    life.submit('open_claim', {
      orderId: String(shipment.orderId),
      shipment: shipment.fulfilmentOrderId,
      carrier: shipment.carrier,
      kind: random.pick(['lost', 'damaged', 'late']),
      amountMinor: random.integer(1, 5_000),
    });
  },
} as const satisfies Partial<Record<StepKind, Act>>;

/** What comes back with a lot or a number on it is mostly scanned. */
function scan(
  life: Life,
  random: Random,
  { lines, orderId }: ReturnRecord,
  line: { readonly lineNumber: number; readonly quantity: number },
): { readonly lineNumber: number; readonly quantity: number } {
  const sku = lines.find(({ lineNumber }) => lineNumber === line.lineNumber)?.sku;
  if (random.chance(0.3)) return line;
  if (sku === 'MILK') {
    const lot = random.pick(['SOON', 'LATE', 'EVER']);
    return withNumbers(line, { sku, lots: [{ lot, quantity: line.quantity }] });
  }
  if (sku !== 'WATCH') return line;
  const serials = life
    .facts('lots')
    .serials.all()
    .filter((one) => one.state === 'shipped' && one.orderId === orderId)
    .slice(0, line.quantity)
    .map(({ serial }) => serial);
  return serials.length < line.quantity ? line : withNumbers(line, { sku, serials });
}

function withNumbers<Line>(line: Line, numbers: object): Line {
  return { ...line, ...numbers };
}

/** Mostly all of it, else a part, rarely more than there is. */
function quantityUpTo(random: Random, most: number): number {
  if (random.chance(0.04)) return most + 1;
  return random.chance(0.5) ? Math.max(1, most) : random.integer(1, Math.max(1, most));
}

function drawUnits(
  random: Random,
  { lines }: ReturnRecord,
  leftOf: (line: ReturnLine) => number,
): { readonly lineNumber: number; readonly quantity: number }[] {
  const isWild = random.chance(0.05);
  return lines
    .filter((line) => isWild || leftOf(line) > 0)
    .filter((_line, index) => index === 0 || random.chance(0.7))
    .map((line) => ({
      lineNumber: line.lineNumber,
      quantity: quantityUpTo(random, leftOf(line)),
    }));
}
