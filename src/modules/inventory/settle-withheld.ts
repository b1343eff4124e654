import { SECOND_MS } from '../../kernel/clock.ts';
import { assert } from '../../kernel/assert.ts';
import type {
  Command,
  CommandHandler,
  DeadlineSource,
  Outcome,
  UnitOfWork,
} from '../../hub/index.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { Allotment } from './allotments.ts';
import * as sql from './counts.sql.ts';
import { taskIn } from './counts.ts';
import type { EntryKind, PositionDelta } from './position.ts';
import type { InventorySources } from './sources.ts';
import { takeAway } from './take-away.ts';

/** What is kept for nobody, and of which units have become free since. */
export const withheldDeadlines: DeadlineSource = {
  name: 'withheld',
  everyMs: SECOND_MS,
  async due(pool, _now, limit) {
    const rows = await runStatement<{ code: string }>(pool, sql.readSettleable, [limit]);
    return rows.map(({ code }) => ({ kind: 'settle_withheld', body: { code } }));
  },
};

interface Withheld {
  /** What it is kept for: count/…, reconciliation/… or lot/…. */
  readonly code: string;
}

/** settle_withheld: units that were missing while orders held them are taken away as far as they are free now. */
export function settleWithheldHandler(sources: InventorySources): CommandHandler<Withheld> {
  return {
    kind: 'settle_withheld',
    need({ body: { code } }, unit) {
      const [room = '', key = ''] = splitCode(code);
      if (room === 'count') unit.facts(sources.countTasks).need(key);
      if (room === 'reconciliation') unit.facts(sources.drifts).need(key);
      if (room === 'lot') {
        const [skuId = 0, locationId = 0] = key.split('/', 2).map(Number);
        unit.facts(sources.catalogue).needSkuId(skuId);
        unit.facts(sources.stock).needSku(skuId);
        unit.facts(sources.places).need(skuId, locationId, 0);
        unit.facts(sources.lots).needLot(key);
      }
      unit.facts(sources.stock).allotments.codes.add(code);
    },
    decide: (command, unit) => decideSettling(command, unit, sources),
  };
}

const MOVES: Readonly<Record<string, readonly [EntryKind, PositionDelta]>> = {
  count: ['count', { onHand: -1 }],
  reconciliation: ['reconciliation', { onHand: -1 }],
  lot: ['quality_control', { qualityControl: 1 }],
};

function decideSettling(
  { body: { code }, receivedAt }: Command<Withheld>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const stock = unit.facts(sources.stock);
  const catalogue = unit.facts(sources.catalogue);
  const withheld = stock.allotments.find(code);
  if (withheld === undefined || withheld.channel !== null) {
    return refuse('not_found', `Nothing is kept under ${code}.`, { allotment: code });
  }
  const [room = '', key = ''] = splitCode(code);
  const move = MOVES[room];
  assert(move !== undefined && withheld.locationId !== null, `${code} is kept for a reason`);
  const { quantity: units, state } = withheld;
  if (state === 'ended')
    return { kind: 'accepted', status: 200, body: '{"taken":0}', repeated: true };
  const eventId = unit.newEventId();
  const taken = takeAway(unit, stock, unit.facts(sources.places), {
    code,
    item: catalogue.skuById(withheld.skuId),
    location: catalogue.locationById(withheld.locationId),
    units,
    kind: move[0],
    each: move[1],
    cause: { orderId: null, eventId, recordedAt: receivedAt },
  });
  if (taken > 0) {
    noteTaken(withheld, room, key, taken, receivedAt, unit, sources);
    unit.emit(
      {
        type: 'stock.withheld_settled',
        subject: `location/${catalogue.locationById(withheld.locationId).code}`,
        occurredAt: receivedAt,
        data: JSON.stringify({
          allotment: code,
          sku: catalogue.skuById(withheld.skuId).code,
          location: catalogue.locationById(withheld.locationId).code,
          taken,
          missing: units - taken,
        }),
      },
      eventId,
    );
  }
  return { kind: 'accepted', status: 200, body: JSON.stringify({ taken }) };
}

/** Tells whoever waits for the units how many have come. */
function noteTaken(
  withheld: Allotment,
  room: string,
  key: string,
  taken: number,
  at: number,
  unit: UnitOfWork,
  sources: InventorySources,
): void {
  if (room === 'lot') unit.facts(sources.lots).quarantineMore(key, taken);
  if (room === 'count') {
    const tasks = unit.facts(sources.countTasks);
    const task = tasks.find(key);
    assert(task !== undefined, `${withheld.code} belongs to a count`);
    const unposted = task.unposted - taken;
    tasks.change(
      unposted === 0 ? { ...taskIn(task, 'posted', at), unposted } : { ...task, unposted },
    );
  }
  if (room === 'reconciliation') {
    const drifts = unit.facts(sources.drifts);
    const drift = drifts.find(key);
    assert(drift !== undefined, `${withheld.code} belongs to a difference`);
    drifts.change({ ...drift, posted: drift.posted - taken });
  }
}

function splitCode(code: string): string[] {
  const slash = code.indexOf('/');
  return [code.slice(0, slash), code.slice(slash + 1)];
}
