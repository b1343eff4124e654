import { assert } from '../../kernel/assert.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import type { LoadMode, RunStatement, Write } from '../../hub/index.ts';
import { integerArray, textArray } from '../../platform/postgres/array-literals.ts';
import * as sql from './allotments.sql.ts';

/** Units of a SKU that are kept for a channel. */
export interface Allotment {
  readonly code: string;
  /** As the database has it once all that was decided so far is committed. */
  version: number;
  /** Null: kept for nobody, because they are missing or blocked while orders hold what is there. */
  readonly channel: string | null;
  readonly skuId: number;
  /** Null: wherever they lie. */
  readonly locationId: number | null;
  quantity: number;
  /** What the channel has taken since, less what it gave back; beyond the quantity it took what is free. */
  taken: number;
  readonly startsAt: Instant;
  endsAt: Instant | null;
  state: 'active' | 'ended';
  readonly createdAt: Instant;
}

/** Who asks what is available, and when. Without a channel nothing is kept for the asker. */
export interface Asker {
  readonly channel: string | null;
  readonly at: Instant;
}

type Available<Place = number> = readonly (readonly [place: Place, quantity: number])[];

/** What decides how much an allotment keeps, and where: a place is a location's number, or its code. */
export type Kept<Place = number> = Pick<
  Allotment,
  'code' | 'channel' | 'quantity' | 'taken' | 'startsAt' | 'endsAt' | 'state'
> & { readonly locationId: Place | null };

/** What of it is still kept. */
export function remaining(allotment: Pick<Allotment, 'quantity' | 'taken'>): number {
  return Math.max(0, allotment.quantity - allotment.taken);
}

function isOn(
  { state, startsAt, endsAt }: Pick<Allotment, 'state' | 'startsAt' | 'endsAt'>,
  at: Instant,
): boolean {
  return state === 'active' && startsAt <= at && (endsAt === null || at < endsAt);
}

/**
 * What somebody may take of what is available. Allotments are filled in the order in which they begin,
 * then by code, so that they never keep more than there is and two of them never block each other. One
 * without a location keeps from every location in proportion to what lies there.
 */
export function openTo<Place>(
  allotments: readonly Kept<Place>[],
  available: Available<Place>,
  { channel, at }: Asker,
): Available<Place> {
  const left = new Map(available);
  const own = new Map<Place, number>();
  const inForce = allotments
    .filter((allotment) => isOn(allotment, at) && remaining(allotment) > 0)
    .toSorted((a, b) => a.startsAt - b.startsAt || (a.code < b.code ? -1 : 1));
  for (const allotment of inForce) {
    for (const [locationId, quantity] of keptOf(allotment, left)) {
      left.set(locationId, (left.get(locationId) ?? 0) - quantity);
      if (allotment.channel !== null && allotment.channel === channel)
        own.set(locationId, (own.get(locationId) ?? 0) + quantity);
    }
  }
  return available
    .map(
      ([locationId]) =>
        [locationId, (left.get(locationId) ?? 0) + (own.get(locationId) ?? 0)] as const,
    )
    .filter(([, quantity]) => quantity > 0);
}

function keptOf<Place>(
  allotment: Kept<Place>,
  left: ReadonlyMap<Place, number>,
): [Place, number][] {
  const wanted = remaining(allotment);
  if (allotment.locationId !== null) {
    return [[allotment.locationId, Math.min(wanted, left.get(allotment.locationId) ?? 0)]];
  }
  const total = [...left.values()].reduce((sum, quantity) => sum + quantity, 0);
  const kept = Math.min(wanted, total);
  if (kept === 0) return [];
  // Rounded on the running sum, so that the parts add up exactly and none exceeds its place.
  let lain = 0;
  let given = 0;
  return [...left].map(([locationId, quantity]) => {
    lain += quantity;
    const upToHere = Math.floor((kept * lain) / total);
    const part = upToHere - given;
    given = upToHere;
    return [locationId, part];
  });
}

/** What is kept for channels, as one batch sees and moves it. */
export class Allotments {
  readonly codes = new Set<string>();
  /** SKUs of which all that is or was kept for nobody is asked for. */
  readonly withheldSkuCodes = new Set<string>();
  readonly withheldSkuIds = new Set<number>();
  needsDue = false;
  isMoreDue = false;
  readonly #byCode = new Map<string, Allotment>();
  readonly #bySkuId = new Map<number, Allotment[]>();
  readonly #added: Allotment[] = [];
  readonly #moved = new Set<Allotment>();
  #isRaised = false;

  /** True when a command has asked for more than what is kept of the SKUs of the batch. */
  get isAsked(): boolean {
    return this.codes.size > 0 || this.withheldSkuCodes.size > 0 || this.needsDue;
  }

  /** Of a SKU, those that this batch knows. */
  of(skuId: number): readonly Allotment[] {
    return this.#bySkuId.get(skuId) ?? [];
  }

  /** SKUs of which this batch knows something that is kept. */
  skuIds(): Iterable<number> {
    return this.#bySkuId.keys();
  }

  find(code: string): Allotment | undefined {
    const known = this.#byCode.get(code);
    const isAsked = this.codes.has(code) || this.withheldSkuIds.size > 0;
    assert(known !== undefined || isAsked, `allotment ${code} was not asked for`);
    return known;
  }

  due(at: Instant): Allotment[] {
    return [...this.#byCode.values()]
      .filter(({ state, endsAt }) => state === 'active' && endsAt !== null && endsAt <= at)
      .toSorted(
        (a, b) => (a.endsAt as number) - (b.endsAt as number) || (a.code < b.code ? -1 : 1),
      );
  }

  keep(allotment: Allotment): void {
    if (this.#byCode.has(allotment.code)) return;
    this.#byCode.set(allotment.code, allotment);
    const ofSku = this.#bySkuId.get(allotment.skuId);
    if (ofSku === undefined) this.#bySkuId.set(allotment.skuId, [allotment]);
    else ofSku.push(allotment);
  }

  add(allotment: Allotment): void {
    this.keep(allotment);
    this.#added.push(allotment);
    this.#isRaised = true;
  }

  /** Keeps another quantity, until another time, or nothing any more. */
  change(
    allotment: Allotment,
    change: Partial<Pick<Allotment, 'quantity' | 'endsAt' | 'state'>>,
  ): void {
    if (change.state !== undefined && change.state !== allotment.state) this.#isRaised = true;
    Object.assign(allotment, change);
    this.#touch(allotment);
  }

  /** Counts what a channel takes (negative: gives back). What others keep of the SKU moves its version too. */
  take(skuId: number, locationId: number, { channel, at }: Asker, units: number): void {
    const ofSku = this.#bySkuId.get(skuId);
    if (ofSku === undefined) return;
    const own = ofSku
      .filter(
        (allotment) =>
          channel !== null &&
          allotment.channel === channel &&
          isOn(allotment, at) &&
          (allotment.locationId === null || allotment.locationId === locationId),
      )
      // What is kept at the place goes before what is kept anywhere.
      .toSorted((a, b) => Number(a.locationId === null) - Number(b.locationId === null));
    let left = units;
    if (units > 0) {
      for (const allotment of own) {
        const part = Math.min(left, remaining(allotment));
        allotment.taken += part;
        left -= part;
      }
      const last = own.at(-1);
      if (last !== undefined) last.taken += left;
    } else {
      for (const allotment of own.toReversed()) {
        const part = Math.min(-left, allotment.taken);
        allotment.taken -= part;
        left += part;
      }
    }
    for (const allotment of ofSku) this.#touch(allotment);
  }

  #touch(allotment: Allotment): void {
    if (!this.#added.includes(allotment)) this.#moved.add(allotment);
  }

  async load(
    skuIds: readonly number[],
    latest: Instant,
    run: RunStatement,
    mode: LoadMode,
  ): Promise<void> {
    const isLocked = mode === 'locked';
    if (this.needsDue) {
      const due = await run<{ code: string }>(sql.readDueAllotments, [
        latest,
        ENDED_AT_ONCE_MAX + 1,
      ]);
      this.isMoreDue = due.length > ENDED_AT_ONCE_MAX;
      for (const { code } of due.slice(0, ENDED_AT_ONCE_MAX)) this.codes.add(code);
    }
    if (skuIds.length > 0) {
      const statement = isLocked ? sql.lockAllotments : sql.readAllotments;
      for (const row of await run<AllotmentRow>(statement, [integerArray(skuIds)])) {
        this.keep(allotmentOf(row));
      }
    }
    if (this.withheldSkuIds.size > 0) {
      const values = [integerArray([...this.withheldSkuIds])];
      for (const row of await run<AllotmentRow>(sql.readWithheld, values)) {
        this.keep(allotmentOf(row));
      }
    }
    if (this.codes.size > 0) {
      const statement = isLocked ? sql.lockAllotmentsByCode : sql.readAllotmentsByCode;
      for (const row of await run<AllotmentRow>(statement, [textArray([...this.codes])])) {
        this.keep(allotmentOf(row));
      }
    }
  }

  writes(): Write[] {
    const writes: Write[] = [];
    const moved = [...this.#moved].toSorted((a, b) => (a.code < b.code ? -1 : 1));
    if (moved.length > 0) {
      writes.push({
        statement: sql.moveAllotments,
        values: [
          textArray(moved.map(({ code }) => code)),
          integerArray(moved.map(({ version }) => version)),
          integerArray(moved.map(({ quantity }) => quantity)),
          integerArray(moved.map(({ taken }) => taken)),
          textArray(moved.map(({ state }) => state)),
          integerArray(moved.map(({ endsAt }) => endsAt)),
        ],
        rowsExpected: moved.length,
      });
    }
    // The batch behind sees them as this one leaves them.
    for (const allotment of moved) allotment.version += 1;
    if (this.#added.length > 0) {
      writes.push({
        statement: sql.insertAllotments,
        values: [JSON.stringify(this.#added.map(rowOf))],
        rowsExpected: this.#added.length,
      });
    }
    if (this.#isRaised) writes.push({ statement: sql.raiseAllotmentVersion, values: [] });
    return writes;
  }
}

/** Most allotments that one command of the clock ends. */
const ENDED_AT_ONCE_MAX = 500;

interface AllotmentRow {
  code: string;
  version: number;
  channel: string | null;
  sku_id: number;
  location_id: number | null;
  quantity: number;
  taken: number;
  starts_at: Instant;
  ends_at: Instant | null;
  state: Allotment['state'];
  created_at: Instant;
}

function allotmentOf(row: AllotmentRow): Allotment {
  return {
    code: row.code,
    version: row.version,
    channel: row.channel,
    skuId: row.sku_id,
    locationId: row.location_id,
    quantity: row.quantity,
    taken: row.taken,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    state: row.state,
    createdAt: row.created_at,
  };
}

function rowOf(allotment: Allotment): object {
  return {
    code: allotment.code,
    version: allotment.version,
    channel: allotment.channel,
    sku_id: allotment.skuId,
    location_id: allotment.locationId,
    quantity: allotment.quantity,
    taken: allotment.taken,
    starts_at: instantToText(allotment.startsAt),
    ends_at: allotment.endsAt === null ? null : instantToText(allotment.endsAt),
    state: allotment.state,
    created_at: instantToText(allotment.createdAt),
  };
}
