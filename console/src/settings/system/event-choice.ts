import { EVENT_FAMILIES } from '../../../../contracts/event-types.ts';

export const FAMILIES = Object.keys(EVENT_FAMILIES);

/** The types of a family. */
export function typesOf(family: string): readonly string[] {
  return EVENT_FAMILIES[family] ?? [];
}

/** Whether an event of this type is among what was chosen: by its name, its family or all. */
export function isChosen(chosen: readonly string[], type: string): boolean {
  return (
    chosen.includes('*') ||
    chosen.includes(type) ||
    chosen.includes(type.slice(0, type.indexOf('.') + 1))
  );
}

/** The choice with a type put in or taken out. All of a family are its beginning, which later types join too. */
export function withType(chosen: readonly string[], type: string, isIn: boolean): string[] {
  const family = type.slice(0, type.indexOf('.'));
  const before = typesOf(family).filter((each) => isChosen(chosen, each));
  const after = isIn ? [...before, type] : before.filter((each) => each !== type);
  return withFamily(chosen, family, after);
}

/** The choice with these types of a family instead of those before. */
export function withFamily(
  chosen: readonly string[],
  family: string,
  types: readonly string[],
): string[] {
  const all = typesOf(family);
  const spread = chosen.includes('*') ? FAMILIES.map((each) => `${each}.`) : chosen;
  const others = spread.filter((each) => each !== `${family}.` && !all.includes(each));
  const isWhole = all.every((each) => types.includes(each));
  return [...others, ...(isWhole ? [`${family}.`] : all.filter((each) => types.includes(each)))];
}
