/** Values under names, in the order that was drawn: JSON keeps none among names. Those that it does not name follow. */
export function inOrder<Value>(
  values: Readonly<Record<string, Value>>,
  order: readonly string[] = [],
): readonly (readonly [name: string, value: Value])[] {
  const placeOf = (name: string): number =>
    order.includes(name) ? order.indexOf(name) : order.length;
  return Object.entries(values).toSorted(([one], [other]) => placeOf(one) - placeOf(other));
}
