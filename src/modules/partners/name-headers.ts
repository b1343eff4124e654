import { isUnit } from './read-measures.ts';

/** A column whose header carries the unit of its numbers. */
export interface HeaderUnit {
  readonly name: string;
  readonly unit: string;
}

const UNIT_IN_BRACKETS = /\s*[([（【]\s*([^)\]）】]+?)\s*[)\]）】]\s*$/;

/**
 * Gives columns the names by which a map knows them, whatever the first line calls them: «货号» and
 * « sku » are SKU when the map says so. A unit in brackets is taken off and remembered. A name that
 * nobody listed stays as it is.
 */
export function nameHeaders(
  names: readonly string[],
  headers: Readonly<Record<string, readonly string[]>>,
): { readonly names: string[]; readonly units: readonly HeaderUnit[] } {
  const known = new Map(
    Object.entries(headers).flatMap(([name, others]) =>
      [name, ...others].map((other) => [folded(other), name] as const),
    ),
  );
  const units: HeaderUnit[] = [];
  const taken = new Set<string>();
  const named = names.map((given) => {
    const unit = UNIT_IN_BRACKETS.exec(given)?.[1];
    const bare = unit !== undefined && isUnit(unit) ? given.replace(UNIT_IN_BRACKETS, '') : given;
    const name = known.get(folded(given)) ?? known.get(folded(bare));
    // Two columns that mean the same: the first one counts, the other keeps its own name.
    if (name === undefined || taken.has(name)) return given;
    taken.add(name);
    if (unit !== undefined && bare !== given) units.push({ name, unit });
    return name;
  });
  return { names: named, units };
}

function folded(name: string): string {
  return name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
}
