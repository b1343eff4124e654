import { SECOND_MS, type Instant } from '../../kernel/clock.ts';
import type {
  Command,
  CommandHandler,
  DeadlineSource,
  Outcome,
  UnitOfWork,
} from '../../hub/index.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { BlockLot, LotChange } from '../../../contracts/inventory-lots.ts';
import type { Lot } from './lots.ts';
import * as sql from './lots.sql.ts';
import type { InventorySources } from './sources.ts';
import { keepForNobody, takeAway } from './take-away.ts';

/** Under which units of a blocked lot are kept for nobody until they can go to quality control. */
function blockCode({ id }: Lot): string {
  return `lot/${id}`;
}

function needLot({ sku, lot }: BlockLot, unit: UnitOfWork, sources: InventorySources): void {
  unit.facts(sources.catalogue).needSkuCode(sku);
  unit.facts(sources.stock).needSkuCode(sku);
  const facts = unit.facts(sources.lots);
  unit.facts(sources.stock).allotments.withheldSkuCodes.add(sku);
  facts.wholeSkus.add(sku);
  facts.recalls.push({ sku, lot });
}

/** quarantine_lot: no unit of a lot may be used any more, wherever it lies; who got some is named. */
export function quarantineLotHandler(sources: InventorySources): CommandHandler<BlockLot> {
  return {
    kind: 'quarantine_lot',
    need: ({ body }, unit) => needLot(body, unit, sources),
    decide: (command, unit) => decideQuarantine(command, unit, sources),
  };
}

function decideQuarantine(
  { body, receivedAt }: Command<BlockLot>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const lots = lotsOf(body, unit, sources);
  if (lots.length === 0) return noSuchLot(body);
  if (lots.every(({ state }) => state === 'quarantined')) return refuseState(body, 'quarantined');
  const eventId = unit.newEventId();
  for (const lot of lots) {
    if (lot.state !== 'quarantined')
      block(lot, 'quarantined', body.reason, eventId, receivedAt, unit, sources);
  }
  return told(body, 'lot.quarantined', eventId, receivedAt, unit, sources);
}

/** Moves what may be moved to quality control; the rest is kept for nobody until orders give it back. */
function block(
  lot: Lot,
  state: 'quarantined' | 'expired',
  reason: string | null,
  eventId: string,
  at: Instant,
  unit: UnitOfWork,
  sources: InventorySources,
): void {
  const catalogue = unit.facts(sources.catalogue);
  const taken = takeAway(unit, unit.facts(sources.stock), unit.facts(sources.places), {
    code: blockCode(lot),
    item: catalogue.skuById(lot.skuId),
    location: catalogue.locationById(lot.locationId),
    units: lot.onHand - lot.quarantined,
    kind: 'quality_control',
    each: { qualityControl: 1 },
    cause: { orderId: null, eventId, recordedAt: at },
  });
  const quarantined = lot.quarantined + taken;
  unit.facts(sources.lots).lots.change({ ...lot, state, reason, quarantined });
}

/** release_lot: a lot that was blocked may be used again. */
export function releaseLotHandler(sources: InventorySources): CommandHandler<BlockLot> {
  return {
    kind: 'release_lot',
    need: ({ body }, unit) => needLot(body, unit, sources),
    decide({ body, receivedAt }, unit) {
      const lots = lotsOf(body, unit, sources);
      if (lots.length === 0) return noSuchLot(body);
      const blocked = lots.filter(({ state }) => state === 'quarantined');
      if (blocked.length === 0) return refuseState(body, lots[0]?.state ?? 'open');
      const stock = unit.facts(sources.stock);
      const eventId = unit.newEventId();
      for (const lot of blocked) {
        const position = stock.position(lot.skuId, lot.locationId);
        const freed = Math.min(lot.quarantined, position.qualityControl);
        const cause = { orderId: null, eventId, recordedAt: receivedAt };
        if (freed > 0) stock.move(position, 'quality_control', { qualityControl: -freed }, cause);
        keepForNobody(stock, { ...lot, code: blockCode(lot) }, 0, receivedAt);
        unit
          .facts(sources.lots)
          .lots.change({ ...lot, state: 'open', reason: body.reason, quarantined: 0 });
      }
      return told(body, 'lot.released', eventId, receivedAt, unit, sources);
    },
  };
}

/** What the clock says: these lots are over. */
interface ExpireLots {
  readonly lots: readonly string[];
}

const EXPIRED_AT_ONCE_MAX = 100;

/** Lots whose expiry has passed and of which something is there. */
export const lotDeadlines: DeadlineSource = {
  name: 'lots',
  everyMs: 10 * SECOND_MS,
  async due(pool, now) {
    const rows = await runStatement<{ id: string }>(pool, sql.readExpiredLots, [
      now,
      EXPIRED_AT_ONCE_MAX,
    ]);
    return rows.length === 0
      ? []
      : [{ kind: 'expire_lots', body: { lots: rows.map(({ id }) => id) } }];
  },
};

/** expire_lots: what has expired leaves what is available. */
export function expireLotsHandler(sources: InventorySources): CommandHandler<ExpireLots> {
  return {
    kind: 'expire_lots',
    need({ body }, unit) {
      for (const id of body.lots) {
        const skuId = Number(id.split('/', 1)[0]);
        const locationId = Number(id.split('/', 2)[1]);
        unit.facts(sources.catalogue).needSkuId(skuId);
        unit.facts(sources.stock).needSku(skuId);
        unit.facts(sources.stock).allotments.codes.add(`lot/${id}`);
        unit.facts(sources.lots).needLot(id);
        unit.facts(sources.places).need(skuId, locationId, 0);
      }
    },
    decide({ body, receivedAt }, unit) {
      let expired = 0;
      for (const id of body.lots) {
        const lot = unit.facts(sources.lots).lots.find(id);
        const isOver =
          lot?.state === 'open' && lot.expiresAt !== null && lot.expiresAt <= receivedAt;
        if (lot === undefined || !isOver) continue;
        expired += 1;
        const eventId = unit.newEventId();
        block(lot, 'expired', null, eventId, receivedAt, unit, sources);
        const catalogue = unit.facts(sources.catalogue);
        const sku = catalogue.skuById(lot.skuId).code;
        const location = catalogue.locationById(lot.locationId).code;
        unit.emit(
          {
            type: 'lot.expired',
            subject: `sku/${sku}`,
            occurredAt: lot.expiresAt,
            data: JSON.stringify({ sku, lot: lot.code, location, onHand: lot.onHand }),
          },
          eventId,
        );
      }
      return { kind: 'accepted', status: 200, body: JSON.stringify({ expired }) };
    },
  };
}

function lotsOf({ sku, lot }: BlockLot, unit: UnitOfWork, sources: InventorySources): Lot[] {
  const skuId = unit.facts(sources.catalogue).sku(sku)?.id;
  return unit
    .facts(sources.lots)
    .lots.all()
    .filter((one) => one.skuId === skuId && one.code === lot);
}

function told(
  body: BlockLot,
  type: string,
  eventId: string,
  at: Instant,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const { sku, lot, reason } = body;
  const catalogue = unit.facts(sources.catalogue);
  const orders = unit.facts(sources.lots).recalledOrders.get(`${sku}/${lot}`) ?? [];
  const change: LotChange = {
    sku,
    lot,
    locations: lotsOf(body, unit, sources).map(({ locationId, onHand, quarantined }) => ({
      location: catalogue.locationById(locationId).code,
      onHand,
      quarantined,
    })),
    orders: orders.map(({ orderId, units }) => ({ orderId: String(orderId), units })),
  };
  const data = JSON.stringify({ ...change, reason });
  unit.emit({ type, subject: `sku/${sku}`, occurredAt: at, data }, eventId);
  return { kind: 'accepted', status: 200, body: JSON.stringify(change) };
}

function noSuchLot({ sku, lot }: BlockLot): Outcome {
  return refuse('not_found', `There is no lot ${lot} of ${sku}.`, { sku, lot });
}

function refuseState({ sku, lot }: BlockLot, state: Lot['state']): Outcome {
  return refuse('illegal_transition', `Lot ${lot} of ${sku} is ${state}.`, { sku, lot, state });
}
