import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { AnyBody, TestReply } from '../../hub/testing.ts';
import { testDatabase } from '../../platform/postgres/testing.ts';
import { compareLedgerWithPositions, listPositions } from './index.ts';
import { found, inventoryHub, putTestLocations, putTestSkus, watchFailures } from './testing.ts';

const SEED = Number(process.env.LINCHPIN_TEST_SEED ?? 20_261_102);
const MINUTE_MS = 60_000;
const LOCATIONS = ['SHA', 'FRA'] as const;
const database = await testDatabase();
const { pool } = database;
const failures = watchFailures(pool);
const hub = inventoryHub(pool);
await putTestLocations(hub, LOCATIONS);
after(async () => {
  await hub.stop();
  await database.drop();
});

type Bucket = 'on_hand' | 'damaged' | 'quality_control';
type Step =
  | { kind: 'receive'; place: number; quantity: number }
  | { kind: 'adjust'; place: number; bucket: Bucket; delta: number }
  | { kind: 'transfer'; place: number; quantity: number }
  | { kind: 'arrive'; transfer: number; quantity: number; isComplete: boolean }
  | { kind: 'safety'; place: number; quantity: number }
  | { kind: 'reserve'; place: number; quantity: number; minutes: number }
  | { kind: 'release'; reservation: number }
  | { kind: 'expire'; minutes: number };

const place = fc.integer({ min: 0, max: 3 });
const pick = fc.nat({ max: 9 });
const quantity = fc.integer({ min: 1, max: 8 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('receive' as const), place, quantity }),
  fc.record({
    kind: fc.constant('adjust' as const),
    place,
    bucket: fc.constantFrom<Bucket>('on_hand', 'damaged', 'quality_control'),
    delta: fc.integer({ min: -6, max: 4 }),
  }),
  fc.record({ kind: fc.constant('transfer' as const), place, quantity }),
  fc.record({
    kind: fc.constant('arrive' as const),
    transfer: pick,
    quantity,
    isComplete: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('safety' as const), place, quantity: pick }),
  fc.record({
    kind: fc.constant('reserve' as const),
    place,
    quantity,
    minutes: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ kind: fc.constant('release' as const), reservation: pick }),
  fc.record({ kind: fc.constant('expire' as const), minutes: fc.integer({ min: 1, max: 5 }) }),
);

interface ModelPosition {
  onHand: number;
  damaged: number;
  qualityControl: number;
  safetyStock: number;
}

interface ModelReservation {
  place: number;
  quantity: number;
  expiresAt: number;
  isHeld: boolean;
  id: string;
}

interface ModelTransfer {
  reference: string;
  to: number;
  left: number;
  isOpen: boolean;
}

/** The rules in their plainest form, one step after the other: what the hub must agree with. */
class Model {
  readonly skus: readonly string[];
  readonly positions: ModelPosition[] = Array.from({ length: 4 }, () => ({
    onHand: 0,
    damaged: 0,
    qualityControl: 0,
    safetyStock: 0,
  }));
  readonly reservations: ModelReservation[] = [];
  readonly transfers: ModelTransfer[] = [];
  /** Units that came into being, less those that vanished. */
  total = 0;

  constructor(skus: readonly string[]) {
    this.skus = skus;
  }

  names(place: number): { sku: string; location: string } {
    return { sku: this.skus[place >> 1] ?? '', location: LOCATIONS[place & 1] ?? '' };
  }

  at(place: number): ModelPosition {
    const position = this.positions[place];
    assert.ok(position !== undefined);
    return position;
  }

  reserved(place: number): number {
    return this.reservations
      .filter((reservation) => reservation.isHeld && reservation.place === place)
      .reduce((sum, reservation) => sum + reservation.quantity, 0);
  }

  free(place: number): number {
    const { onHand, damaged, qualityControl } = this.at(place);
    return onHand - damaged - qualityControl - this.reserved(place);
  }
}

type Sent = { reply: Promise<TestReply<AnyBody>>; expected: number };

/** Sends one step and says which status the rules ask for; null when there is nothing to send. */
function send(model: Model, step: Step): Sent | null {
  const submit = (kind: string, body: object, expected: number): Sent => ({
    reply: hub.submit(kind, body),
    expected,
  });
  switch (step.kind) {
    case 'receive': {
      const { sku, location } = model.names(step.place);
      model.at(step.place).onHand += step.quantity;
      model.total += step.quantity;
      const lines = [{ sku, quantity: step.quantity }];
      return submit('receive_stock', { location, reference: 'DN', lines }, 200);
    }
    case 'adjust': {
      const { sku, location } = model.names(step.place);
      const position = model.at(step.place);
      const after = { ...position };
      if (step.bucket === 'on_hand') after.onHand += step.delta;
      if (step.bucket === 'damaged') after.damaged += step.delta;
      if (step.bucket === 'quality_control') after.qualityControl += step.delta;
      const free = after.onHand - after.damaged - after.qualityControl - model.reserved(step.place);
      const isAllowed =
        free >= 0 && after.onHand >= 0 && after.damaged >= 0 && after.qualityControl >= 0;
      if (isAllowed) {
        model.total += after.onHand - position.onHand;
        Object.assign(position, after);
      }
      const lines = [{ sku, bucket: step.bucket, delta: step.delta }];
      return submit('adjust_stock', { location, reason: 'count', lines }, isAllowed ? 200 : 409);
    }
    case 'transfer': {
      const { sku, location } = model.names(step.place);
      const to = step.place ^ 1;
      const isAllowed = model.free(step.place) >= step.quantity;
      const reference = `${sku}/${model.transfers.length}/${isAllowed ? 'sent' : 'refused'}`;
      if (isAllowed) {
        model.at(step.place).onHand -= step.quantity;
        model.transfers.push({ reference, to, left: step.quantity, isOpen: true });
      }
      const body = {
        from: location,
        to: model.names(to).location,
        reference,
        expectedAt: new Date(hub.clock.now()).toISOString(),
        lines: [{ sku, quantity: step.quantity }],
      };
      return submit('transfer_stock', body, isAllowed ? 201 : 409);
    }
    case 'arrive': {
      const transfer = model.transfers[step.transfer];
      if (transfer === undefined) return null;
      const { sku } = model.names(transfer.to);
      const lines = [{ sku, quantity: step.quantity }];
      const body = { reference: transfer.reference, lines, isComplete: step.isComplete };
      if (!transfer.isOpen) return submit('receive_transfer', body, 409);
      model.at(transfer.to).onHand += step.quantity;
      // What came beyond what was on its way has come into being here; what is given up has vanished.
      model.total += Math.max(0, step.quantity - transfer.left);
      transfer.left = Math.max(0, transfer.left - step.quantity);
      if (step.isComplete || transfer.left === 0) {
        model.total -= transfer.left;
        transfer.left = 0;
        transfer.isOpen = false;
      }
      return submit('receive_transfer', body, 200);
    }
    case 'safety': {
      const { sku, location } = model.names(step.place);
      model.at(step.place).safetyStock = step.quantity;
      const lines = [{ sku, quantity: step.quantity }];
      return submit('set_safety_stock', { location, lines }, 200);
    }
    case 'reserve': {
      const available = model.free(step.place) - model.at(step.place).safetyStock;
      const isAllowed = available >= step.quantity;
      const expiresAt = hub.clock.now() + step.minutes * MINUTE_MS;
      const body = {
        ...model.names(step.place),
        quantity: step.quantity,
        reference: 'cart',
        expiresAt: new Date(expiresAt).toISOString(),
      };
      const sent = submit('reserve_stock', body, isAllowed ? 201 : 409);
      if (!isAllowed) return sent;
      const reservation: ModelReservation = {
        place: step.place,
        quantity: step.quantity,
        expiresAt,
        isHeld: true,
        id: '',
      };
      model.reservations.push(reservation);
      const named = sent.reply.then((reply) => {
        reservation.id = String(reply.body.id);
        return reply;
      });
      return { ...sent, reply: named };
    }
    case 'release': {
      const reservation = model.reservations[step.reservation];
      if (reservation === undefined || reservation.id === '') return null;
      const expected = reservation.isHeld ? 200 : 409;
      reservation.isHeld = false;
      return submit('release_reservation', { id: reservation.id }, expected);
    }
    case 'expire': {
      hub.clock.advance(step.minutes * MINUTE_MS);
      for (const reservation of model.reservations) {
        if (reservation.expiresAt <= hub.clock.now()) reservation.isHeld = false;
      }
      return submit('expire_reservations', {}, 200);
    }
  }
}

async function agree(model: Model): Promise<void> {
  for (const [index, expected] of model.positions.entries()) {
    const page = { limit: 1, cursor: null };
    const [stored] = found(await listPositions(pool, model.names(index), page)).items;
    const { onHand = 0, damaged = 0, qualityControl = 0, safetyStock = 0 } = stored ?? {};
    assert.deepEqual({ onHand, damaged, qualityControl, safetyStock }, expected);
    assert.equal(stored?.reserved ?? 0, model.reserved(index));
  }
  const onHand = model.positions.reduce((sum, position) => sum + position.onHand, 0);
  const onTheWay = model.transfers.reduce((sum, { left }) => sum + left, 0);
  assert.equal(onHand + onTheWay, model.total, 'units neither appear nor vanish by themselves');
  const { rows } = await pool.query<{ on_the_way: number }>(
    `select coalesce(sum(greatest(quantity - received, 0)), 0)::int as on_the_way
     from inventory.incoming where closed_at is null and reference = any($1::text[])`,
    [model.transfers.map(({ reference }) => reference)],
  );
  assert.equal(rows[0]?.on_the_way, onTheWay);
}

let run = 0;

test('[I2, I3, I4, I11, I13] whatever is done in whatever order, quantities balance and the ledger agrees', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 8 }),
      async (batches) => {
        run += 1;
        const model = new Model([`A${run}`, `B${run}`]);
        await putTestSkus(hub, model.skus);
        for (const batch of batches) {
          // Sent at once, so that they share a batch of the hub.
          const sent = batch.map((step) => send(model, step)).filter((one) => one !== null);
          const replies = await Promise.all(sent.map(({ reply }) => reply));
          for (const [index, { status, text }] of replies.entries()) {
            assert.equal(status, sent[index]?.expected, text);
          }
        }
        await agree(model);
        assert.deepEqual(await compareLedgerWithPositions(pool), []);
        assert.deepEqual(hub.reported, []);
        assert.deepEqual(failures, []);
      },
    ),
    { seed: SEED, numRuns: 300, plugins: [fc.interruptAfterTimeLimit(8_000)] },
  );
});
