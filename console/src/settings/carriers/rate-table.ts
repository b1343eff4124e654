import type { CarrierServiceView } from '../../client/contract.generated.d.ts';

export type Zone = CarrierServiceView['zones'][number];
export type Lane = CarrierServiceView['lanes'][number];

const ZONE_WEIGHT_FIRST_GRAMS = 1_000;
const GRAMS_PER_KILOGRAM = 1_000;

/** All upper bounds of weight that any zone names, ascending: the rows of the table of rates. */
export function weightsOfZones(zones: readonly Zone[]): readonly number[] {
  const weights = zones.flatMap(({ brackets }) => brackets.map(({ upToGrams }) => upToGrams));
  return [...new Set(weights)].toSorted((one, other) => one - other);
}

/** What a zone asks up to a weight that it names; null: it has no such bracket, the next one counts. */
export function rateOf({ brackets }: Zone, upToGrams: number): number | null {
  return brackets.find((bracket) => bracket.upToGrams === upToGrams)?.priceMinor ?? null;
}

/** What a zone asks for a parcel of a weight within its brackets; null: it is heavier than the last one. */
export function priceAt({ brackets }: Zone, grams: number): number | null {
  return brackets.find(({ upToGrams }) => grams <= upToGrams)?.priceMinor ?? null;
}

/** Another price of one zone up to one weight; null takes the bracket away. The last one of a zone stays. */
export function withRate(
  zones: readonly Zone[],
  zone: string,
  upToGrams: number,
  priceMinor: number | null,
): Zone[] {
  return zones.map((each) => {
    if (each.zone !== zone) return each;
    const others = each.brackets.filter((bracket) => bracket.upToGrams !== upToGrams);
    if (priceMinor === null) return others.length === 0 ? each : { ...each, brackets: others };
    return { ...each, brackets: sorted([...others, { upToGrams, priceMinor }]) };
  });
}

/**
 * A further row with what each zone asks for that weight today, so that nobody's rate changes by it. A zone
 * that takes no such weight asks what its last bracket does.
 */
export function withWeight(zones: readonly Zone[], upToGrams: number): Zone[] {
  return zones.map((zone) => {
    if (rateOf(zone, upToGrams) !== null) return zone;
    const priceMinor = priceAt(zone, upToGrams) ?? priceBeyond(zone, upToGrams);
    return { ...zone, brackets: sorted([...zone.brackets, { upToGrams, priceMinor }]) };
  });
}

/** The price above the last bracket: for every started kilogram the extra one. */
function priceBeyond({ brackets, extraKilogramMinor }: Zone, grams: number): number {
  const last = brackets.at(-1);
  if (last === undefined) return 0;
  const kilograms = Math.ceil((grams - last.upToGrams) / GRAMS_PER_KILOGRAM);
  return last.priceMinor + kilograms * (extraKilogramMinor ?? 0);
}

/** Without a row. A zone that has no other bracket keeps it. */
export function withoutWeight(zones: readonly Zone[], upToGrams: number): Zone[] {
  return zones.reduce((changed, { zone }) => withRate(changed, zone, upToGrams, null), [...zones]);
}

/** Another weight for a row, in all zones that have it. */
export function withWeightMoved(zones: readonly Zone[], from: number, to: number): Zone[] {
  return zones.map((zone) => {
    const priceMinor = rateOf(zone, from);
    if (priceMinor === null) return zone;
    const others = zone.brackets.filter(({ upToGrams }) => upToGrams !== from && upToGrams !== to);
    return { ...zone, brackets: sorted([...others, { upToGrams: to, priceMinor }]) };
  });
}

/** A further zone with the rates of the last one; its name is the first that is free. */
export function withZone(zones: readonly Zone[]): Zone[] {
  const taken = new Set(zones.map(({ zone }) => zone));
  let number = zones.length + 1;
  while (taken.has(`Z${number}`)) number += 1;
  const last = zones.at(-1);
  return [
    ...zones,
    {
      zone: `Z${number}`,
      brackets: last?.brackets ?? [{ upToGrams: ZONE_WEIGHT_FIRST_GRAMS, priceMinor: 0 }],
      extraKilogramMinor: last?.extraKilogramMinor ?? null,
    },
  ];
}

/** Another name of a zone, in its rates and in the lanes that name it. */
export function withZoneRenamed(
  service: { readonly zones: readonly Zone[]; readonly lanes: readonly Lane[] },
  from: string,
  to: string,
): { zones: Zone[]; lanes: Lane[] } {
  return {
    zones: service.zones.map((zone) => (zone.zone === from ? { ...zone, zone: to } : zone)),
    lanes: service.lanes.map((lane) => (lane.zone === from ? { ...lane, zone: to } : lane)),
  };
}

function sorted(brackets: Zone['brackets']): Zone['brackets'] {
  return brackets.toSorted((one, other) => one.upToGrams - other.upToGrams);
}
