import type { Disposition, Return, ReturnReason } from '../contracts/returns.ts';
import type { Random } from '../src/kernel/random.ts';
import { randomOf, type Phase, type Step } from './at-work.ts';
import type { OrderParts } from './floor.ts';

/** How many parcels of customers never arrive. */
const NEVER_COMES_CHANCE = 0.08;
const REASONS: readonly ReturnReason[] = [
  'changed_mind',
  'does_not_fit',
  'damaged',
  'wrong_item',
  'not_as_described',
  'late',
];

/** A customer wants to send back some of what has come. */
export const ASKING_PHASES: readonly Phase[] = [
  async ({ floor, orderId, luckOf }) => {
    if (orderId === null) return [];
    const { fulfilmentOrders } = await floor.order(orderId);
    const luck = luckOf('return');
    const arrived = fulfilmentOrders
      .filter(({ state }) => state === 'delivered')
      .flatMap(({ lines }) => lines)
      .filter(({ shipped }) => shipped > 0);
    if (arrived.length === 0) return [];
    const asked = luck.shuffle(arrived).slice(0, luck.integer(1, arrived.length));
    const reason = luck.pick(REASONS);
    const lines = asked.map(({ lineNumber, sku, shipped }) => ({
      lineNumber,
      quantity: luck.integer(1, shipped),
      reason,
      ...(luck.chance(0.1) ? { resolution: 'exchange', exchangeSku: sku } : {}),
    }));
    const byLine = new Map(lines.map((line) => [line.lineNumber, line]));
    const reference = `RMA-${orderId}-${luck.integer(1_000, 9_999)}`;
    const body = { orderId, reference, lines: [...byLine.values()] };
    return [{ kind: 'request_return', body, name: 'ask' }];
  },
];

/** Agents judge, customers send, the stockroom takes in and looks at what came. What carriers bring back is expected by itself. */
export const RETURN_PHASES: readonly Phase[] = [
  async ({ floor, luckOf }) => {
    const steps: Step[] = [];
    for (const state of [
      'requested',
      'approved',
      'on_the_way',
      'receiving',
      'received',
      'inspecting',
      'closed',
    ]) {
      for (const each of await floor.list('returns', state)) {
        const luck = luckOf(each.id);
        if (!luck.chance(0.7)) continue;
        const isComing = state === 'on_the_way' || state === 'receiving';
        const sent = isComing ? await floor.order(Number(each.orderId)) : NOTHING_SENT;
        steps.push(...goOn(each, luck, sent));
      }
    }
    return steps;
  },
];

function goOn(each: Return, luck: Random, sent: OrderParts): Step[] {
  const { id, state, version } = each;
  const step = (kind: string, body: object): Step[] => [
    { kind, body: { returnId: id, ...body }, name: `${kind}/${id}/${version}` },
  ];
  if (state === 'requested') {
    return step('judge_return', { verdict: luck.chance(0.85) ? 'approve' : 'reject' });
  }
  if (state === 'approved') {
    if (luck.chance(0.04)) return step('cancel_return', { reason: 'keeps it after all' });
    const parcel = { carrier: 'post', trackingNumber: `BACK-${id}` };
    return randomOf(`sends ${id}`).chance(0.9) ? step('send_return', parcel) : [];
  }
  if (state === 'on_the_way' || state === 'receiving') {
    if (randomOf(`arrives ${id}`).chance(NEVER_COMES_CHANCE)) return [];
    return receive(each, luck, step, sent);
  }
  if (state === 'closed') return finish(each, luck, step);
  return inspect(each, luck, step);
}

const NOTHING_SENT: OrderParts = { fulfilmentOrders: [], shipments: [] };

type MakeStep = (kind: string, body: object) => Step[];

function receive(
  { lines, location }: Return,
  luck: Random,
  step: MakeStep,
  sent: OrderParts,
): Step[] {
  const missing = lines.flatMap(({ lineNumber, sku, quantity, receivedQuantity }) => {
    const open = quantity - receivedQuantity;
    if (open === 0) return [];
    const units = luck.chance(0.8) ? open : luck.integer(1, open);
    const named = receivedQuantity === 0 ? namesOf(sent, lineNumber, units) : null;
    return [{ lineNumber, quantity: units, ...(named === null ? {} : { sku, ...named }) }];
  });
  if (missing.length === 0) return [];
  const isScanned = missing.some((line) => 'sku' in line);
  return step('receive_return', { lines: missing, ...(isScanned ? { location } : {}) });
}

/** The lots or numbers of the units that were sent of a line, as whoever unpacks them reads; null: none stand on them. */
function namesOf(
  { fulfilmentOrders }: OrderParts,
  lineNumber: number,
  units: number,
): { readonly lots?: readonly object[]; readonly serials?: readonly string[] } | null {
  const picked = fulfilmentOrders
    .filter(({ state }) => state === 'shipped' || state === 'delivered')
    .flatMap(({ lines }) => lines.filter((line) => line.lineNumber === lineNumber))
    .flatMap(({ lots = [] }) => lots);
  const serials = picked.flatMap((one) => one.serials).slice(0, units);
  if (serials.length > 0) return serials.length === units ? { serials } : null;
  let left = units;
  const lots = picked.flatMap(({ lot, quantity }) => {
    const part = Math.min(left, quantity);
    if (lot === null || part === 0) return [];
    left -= part;
    return [{ lot, quantity: part }];
  });
  return left === 0 && lots.length > 0 ? { lots } : null;
}

function inspect({ lines }: Return, luck: Random, step: MakeStep): Step[] {
  const looked = lines.flatMap((line) => {
    const { lineNumber, receivedQuantity, acceptedQuantity, rejectedQuantity } = line;
    const open = receivedQuantity - acceptedQuantity - rejectedQuantity;
    if (open === 0) return [];
    const dispositions: readonly Disposition[] = [
      'restock',
      'restock',
      'restock',
      'refurbish',
      'scrap',
      'send_back',
    ];
    const quantity = luck.chance(0.8) ? open : luck.integer(1, open);
    const disposition = luck.pick(dispositions);
    const deduction = disposition === 'restock' && luck.chance(0.1) ? { deductionMinor: 100 } : {};
    return [{ lineNumber, quantity, disposition, ...deduction }];
  });
  return looked.length === 0 ? [] : step('inspect_return', { lines: looked });
}

function finish({ lines }: Return, luck: Random, step: MakeStep): Step[] {
  const line = lines.find(({ refurbishingQuantity }) => refurbishingQuantity > 0);
  if (line === undefined) return [];
  return step('finish_refurbishment', {
    lineNumber: line.lineNumber,
    quantity: luck.integer(1, line.refurbishingQuantity),
    outcome: luck.chance(0.8) ? 'restock' : 'scrap',
  });
}
