import { assert } from '../../kernel/assert.ts';
import { instantFromText, type Instant } from '../../kernel/clock.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { CatalogueFacts, Location, Sku } from './catalogue.ts';
import { mayMove, unpromised, type Position, type PositionDelta } from './position.ts';

/** A line with the SKU that its code names. */
export type SkuLine<Line> = Line & { readonly item: Sku };

/** What the codes of a command name. */
export interface Named<Line, Codes extends readonly string[]> {
  readonly kind: 'named';
  /** One a code, in the order of the codes. */
  readonly locations: { readonly [Index in keyof Codes]: Location };
  readonly lines: readonly SkuLine<Line>[];
}

/** Looks up every code of a command, or refuses and names all that nothing has. */
export function nameLines<
  Line extends { readonly sku: string },
  const Codes extends readonly string[],
>(
  catalogue: CatalogueFacts,
  locationCodes: Codes,
  lines: readonly Line[],
): Named<Line, Codes> | Refusal {
  const locations = locationCodes.map((code) => catalogue.location(code));
  const named = lines.map((line) => ({ ...line, item: catalogue.sku(line.sku) }));
  const unknownLocations = locationCodes.filter((_, index) => locations[index] === undefined);
  const unknownSkus = named.filter(({ item }) => item === undefined).map(({ sku }) => sku);
  if (unknownLocations.length > 0 || unknownSkus.length > 0) {
    const parts = [...new Set([...unknownLocations, ...unknownSkus])];
    return refuse('unknown_reference', `There is no ${listOf(parts)}.`, {
      locations: [...new Set(unknownLocations)],
      skus: [...new Set(unknownSkus)],
    });
  }
  return {
    kind: 'named',
    locations: locations as Named<Line, Codes>['locations'],
    lines: named as SkuLine<Line>[],
  };
}

/** A refusal of goods that are bundles: what lies somewhere are their components. Null: none is. */
export function refuseBundles(lines: readonly SkuLine<{ readonly sku: string }>[]): Refusal | null {
  const bundles = [
    ...new Set(lines.filter(({ item }) => item.components !== null).map(({ sku }) => sku)),
  ];
  return bundles.length === 0
    ? null
    : refuse(
        'invalid_settings',
        `${listOf(bundles)} is a bundle and has no stock of its own: name its components.`,
        { skus: bundles },
      );
}

/** Adds up the lines of each SKU, in the order in which the SKUs come first. */
export function sumBySku(
  lines: readonly SkuLine<{ readonly sku: string; readonly quantity: number }>[],
): { readonly item: Sku; readonly quantity: number }[] {
  const sums = new Map<Sku, number>();
  for (const { item, quantity } of lines) sums.set(item, (sums.get(item) ?? 0) + quantity);
  return [...sums].map(([item, quantity]) => ({ item, quantity }));
}

/** SKUs that stand in more than one line. */
export function repeatedSkus(lines: readonly { readonly sku: string }[]): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { sku } of lines) (seen.has(sku) ? repeated : seen).add(sku);
  return [...repeated];
}

/** A position that is to move by hand, with the codes that a refusal names. */
export interface Movement {
  readonly sku: string;
  readonly location: string;
  readonly position: Position;
  readonly delta: Required<PositionDelta>;
}

/**
 * Refuses movements that the positions do not allow, and tells two cases apart: what is promised to
 * somebody, and what is simply not there. Null: all of them may move.
 */
export function refuseMovements(movements: readonly Movement[]): Refusal | null {
  const impossible = movements.filter(({ position, delta }) => !mayMove(position, delta));
  if (impossible.length === 0) return null;
  const missing = impossible.filter((movement) => !wouldMoveUnpromised(movement));
  const [code, named] =
    missing.length > 0
      ? (['insufficient_quantity', missing] as const)
      : (['positions_promised', impossible] as const);
  const positions = named.map(({ sku, location, position }) => ({
    sku,
    location,
    onHand: position.onHand,
    promised: position.reserved + position.allocated,
    damaged: position.damaged,
    qualityControl: position.qualityControl,
    unpromised: unpromised(position),
  }));
  const places = listOf(named.map(({ sku, location }) => `${sku} at ${location}`));
  const detail =
    code === 'positions_promised'
      ? `This would take away what is promised: ${places}.`
      : `This takes away more than there is: ${places}.`;
  return refuse(code, detail, { positions });
}

/** True when nothing but promises stands in the way. */
function wouldMoveUnpromised({ position, delta }: Movement): boolean {
  return mayMove({ ...position, reserved: 0, allocated: 0 }, delta);
}

const NAMES_SHOWN_MAX = 5;

/** The first names of a list for a sentence; the facts of a refusal carry all of them. */
export function listOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN_MAX).join(', ');
  const rest = names.length - NAMES_SHOWN_MAX;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

/** A time of a command body. The contract has let only valid times in. */
export function instantOf(text: string): Instant {
  const instant = instantFromText(text);
  assert(instant !== null, `${text} is not a time`);
  return instant;
}
