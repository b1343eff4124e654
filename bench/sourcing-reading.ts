import { dayFromText, dayOf, instantOf, minuteOfDay } from '../src/kernel/calendar.ts';
import { DAY_MS } from '../src/kernel/clock.ts';
import type {
  CarrierService,
  SourcingLine,
  SourcingLocation,
  SourcingProblem,
  SourcingRules,
} from '../src/modules/sourcing/index.ts';

// A second, slow and plain reading of the sourcing rules that shares no code with the product.

const CARBON: Readonly<Record<CarrierService['mode'], number>> = {
  road: 62,
  air: 602,
  sea: 8.4,
  rail: 22,
};

/** A location at a moment, with every service that could carry a shipment from it. */
export interface Site {
  readonly location: SourcingLocation;
  readonly waitsUntil: number | null;
  readonly ways: readonly Way[];
}

export interface Way {
  readonly service: CarrierService;
  readonly deliverBy: number;
  readonly parcelGramsMax: number;
  readonly latenessMinor: number;
  readonly carbonMinorPerGram: number;
  readonly price: (grams: number) => number;
}

export interface Want {
  readonly line: SourcingLine;
  readonly quantity: number;
  readonly from: ReadonlyMap<Site, number>;
}

/** Lines by the time at which they can leave, with the sites that have them; null when something cannot be served. */
export function readProblem(
  problem: SourcingProblem,
  rules: SourcingRules,
): { wants: Want[]; sites: Site[] } | null {
  const sites = new Map<string, Site | null>();
  const siteAt = (locationId: number, waitsUntil: number | null): Site | null => {
    const key = `${locationId}/${waitsUntil}`;
    if (!sites.has(key)) sites.set(key, readSite(problem, rules, locationId, waitsUntil));
    return sites.get(key) ?? null;
  };
  const wants: Want[] = [];
  for (const line of problem.lines) {
    const release = Math.max(line.availableFrom ?? 0, problem.decidedAt);
    const usable = (site: Site | null): site is Site =>
      site !== null &&
      line.requires.every((capability) => site.location.capabilities.includes(capability)) &&
      site.ways.some(({ parcelGramsMax }) => parcelGramsMax >= line.weightGramsEach);
    const take = (offers: readonly (readonly [Site, number])[], wanted: number): number => {
      const from = new Map<Site, number>();
      for (const [site, quantity] of offers) from.set(site, (from.get(site) ?? 0) + quantity);
      const quantity = Math.min(
        wanted,
        [...from.values()].reduce((sum, part) => sum + part, 0),
      );
      if (quantity > 0) wants.push({ line, quantity, from });
      return wanted - quantity;
    };
    const offer = (locationId: number, at: number | null, quantity: number): [Site, number][] => {
      const site = siteAt(locationId, at);
      return usable(site) ? [[site, quantity]] : [];
    };
    let left = take(
      line.available.flatMap(([locationId, quantity]) =>
        offer(locationId, release > problem.decidedAt ? release : null, quantity),
      ),
      line.quantity,
    );
    const early = (site: Site): number =>
      Math.min(
        ...site.ways
          .filter(({ parcelGramsMax }) => parcelGramsMax >= line.weightGramsEach)
          .map(({ deliverBy }) => deliverBy),
      );
    if (left > 0 && line.backorder !== 'never') {
      const offers = line.incoming.flatMap(([locationId, expectedAt, quantity]) =>
        offer(locationId, Math.max(expectedAt, release), quantity),
      );
      for (const moment of [...new Set(offers.map(([site]) => early(site)))].sort(
        (a, b) => a - b,
      )) {
        left = take(
          offers.filter(([site]) => early(site) === moment),
          left,
        );
      }
    }
    if (left > 0 && line.backorder === 'lead_time' && line.leadTimeDays !== null) {
      const at = Math.max(problem.decidedAt + line.leadTimeDays * DAY_MS, release);
      const offers = rules.locations
        .filter(({ kind }) => kind !== 'store')
        .flatMap(({ locationId }) => offer(locationId, at, left));
      const first = Math.min(...offers.map(([site]) => early(site)));
      left = take(
        offers.filter(([site]) => early(site) === first),
        left,
      );
    }
    if (left > 0) return null;
  }
  return { wants, sites: [...sites.values()].filter((site) => site !== null) };
}

function readSite(
  problem: SourcingProblem,
  rules: SourcingRules,
  locationId: number,
  waitsUntil: number | null,
): Site | null {
  const location = rules.locations.find((candidate) => candidate.locationId === locationId);
  if (location === undefined || !location.isOpen || location.kind === 'in_transit') return null;
  if (problem.excludedLocationIds.includes(locationId) || location.dailyCapacityShipments === 0)
    return null;
  const { timeZone, workingWeekdays, holidays } = location.calendar;
  const closed = holidays.map(dayFromText);
  const full = problem.fullDays.find(([id]) => id === locationId)?.[1] ?? [];
  const works = (day: number): boolean =>
    workingWeekdays[(day + 4) % 7] === true && !closed.includes(day);
  const from = waitsUntil ?? problem.decidedAt;
  let shipDay = dayOf(from, timeZone);
  if (!works(shipDay) || minuteOfDay(from, timeZone) > location.cutoffMinuteOfDay)
    do shipDay += 1;
    while (!works(shipDay));
  for (let day = 0; day < location.handlingDays; day += 1)
    do shipDay += 1;
    while (!works(shipDay));
  while (!works(shipDay) || full.includes(shipDay)) shipDay += 1;
  const shipAt = Math.max(
    from,
    instantOf(shipDay, Math.max(18 * 60, location.cutoffMinuteOfDay), timeZone),
  );
  const ways = rules.services.flatMap((service) =>
    readWay(problem, rules, location, service, shipAt),
  );
  return ways.length === 0 ? null : { location, waitsUntil, ways };
}

function readWay(
  problem: SourcingProblem,
  rules: SourcingRules,
  location: SourcingLocation,
  service: CarrierService,
  shipAt: number,
): Way[] {
  const { destination, wantedBy } = problem;
  const fits = (codes: readonly string[] | null, code: string | null): boolean =>
    codes === null || codes.includes(code ?? '');
  const [lane] = service.lanes
    .filter(
      (candidate) =>
        candidate.originCountryCode === location.countryCode &&
        candidate.destinationCountryCode === destination.countryCode &&
        fits(candidate.originRegionCodes, location.regionCode) &&
        fits(candidate.destinationRegionCodes, destination.regionCode),
    )
    .toSorted(
      (a, b) =>
        Number(a.destinationRegionCodes === null) - Number(b.destinationRegionCodes === null) ||
        Number(a.originRegionCodes === null) - Number(b.originRegionCodes === null),
    );
  const rates = service.zones.find(({ zone }) => zone === lane?.zone);
  if (lane === undefined || rates === undefined || !service.movingWeekdays.includes(true))
    return [];
  const { brackets, extraKilogramMinor } = rates;
  const last = brackets.at(-1) ?? { upToGrams: 0, priceMinor: 0 };
  const parcelGramsMax = Math.min(
    service.maxWeightGrams,
    extraKilogramMinor === null ? last.upToGrams : Infinity,
  );
  const parcelPrice = (grams: number): number =>
    brackets.find(({ upToGrams }) => grams <= upToGrams)?.priceMinor ??
    last.priceMinor + (extraKilogramMinor ?? 0) * Math.ceil((grams - last.upToGrams) / 1_000);
  const price = (grams: number): number => {
    let sum = 0;
    let left = grams;
    for (; left > parcelGramsMax; left -= parcelGramsMax) sum += parcelPrice(parcelGramsMax);
    return sum + parcelPrice(left);
  };
  const moves = (day: number): boolean => service.movingWeekdays[(day + 4) % 7] === true;
  let day = dayOf(shipAt, lane.destinationTimeZone);
  let left = lane.transitDaysMax === 0 && !moves(day) ? 1 : lane.transitDaysMax;
  while (left > 0) if (moves((day += 1))) left -= 1;
  let deliverBy = instantOf(day, 20 * 60, lane.destinationTimeZone);
  if (deliverBy < shipAt) {
    do day += 1;
    while (!moves(day));
    deliverBy = instantOf(day, 20 * 60, lane.destinationTimeZone);
  }
  const kilometres = distanceKilometres(location, destination) ?? lane.distanceKilometres;
  return [
    {
      service,
      deliverBy,
      parcelGramsMax,
      latenessMinor:
        wantedBy === null
          ? 0
          : Math.max(0, Math.ceil((deliverBy - wantedBy) / DAY_MS)) *
            rules.weights.latenessMinorPerDay,
      carbonMinorPerGram:
        (kilometres * CARBON[service.mode] * rules.weights.carbonMinorPerKilogram) / 1e9,
      price,
    },
  ];
}

/** Great-circle distance by the spherical law of cosines. */
function distanceKilometres(
  from: SourcingLocation,
  to: SourcingProblem['destination'],
): number | null {
  if (
    from.latitude === null ||
    from.longitude === null ||
    to.latitude === null ||
    to.longitude === null
  )
    return null;
  const [a, b, apart] = [from.latitude, to.latitude, to.longitude - from.longitude].map(
    (degrees) => (degrees * Math.PI) / 180,
  ) as [number, number, number];
  return (
    6_371 *
    Math.acos(Math.min(1, Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(apart)))
  );
}

/** The cost of a shipment by one service, its five parts rounded; Infinity when a unit is too heavy for it. */
export function shipmentMinor(
  rules: SourcingRules,
  { location }: Site,
  way: Way,
  items: readonly { readonly line: SourcingLine; readonly quantity: number }[],
): number {
  const { weights } = rules;
  if (items.some(({ line }) => line.weightGramsEach > way.parcelGramsMax)) return Infinity;
  const total = (part: (line: SourcingLine) => number): number =>
    items.reduce((sum, { line, quantity }) => sum + part(line) * quantity, 0);
  const grams = total(({ weightGramsEach }) => weightGramsEach);
  return (
    Math.round(weights.shippingFactor * way.price(grams)) +
    Math.round(
      weights.handlingFactor *
        (location.handlingMinorPerShipment + location.handlingMinorPerUnit * total(() => 1)),
    ) +
    way.latenessMinor +
    Math.round(way.carbonMinorPerGram * grams) +
    Math.round(
      (weights.stockWorthFactor *
        location.stockWorthPermille *
        total(({ valueMinorEach }) => valueMinorEach)) /
        1_000,
    )
  );
}
