/** What a number in a choice counts, as the end of its name says: names of the house end with their units. */
export type Unit =
  | 'money'
  | 'instant'
  | 'share'
  | 'days'
  | 'weight'
  | 'length'
  | 'distance'
  | 'number';

const BY_END: readonly (readonly [end: RegExp, unit: Unit])[] = [
  [/Minor(?:PerKilogram|Max)?$/, 'money'],
  [/Permille$|^permille$/, 'share'],
  [/Days(?:Min|Max)?$|^days$|^[ABC]$/, 'days'],
  [/Grams(?:Min|Max)?$/, 'weight'],
  [/Millimetres$|^[xy]$|^crossAisles$/, 'length'],
  [/Kilometres$/, 'distance'],
  [/By$|At$|^at$|^now$/, 'instant'],
];

/** The unit of a field, by its name. */
export function unitOf(field: string): Unit {
  return BY_END.find(([end]) => end.test(field))?.[1] ?? 'number';
}
