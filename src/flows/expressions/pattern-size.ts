/** A part of a pattern: characters, classes, the opening and closing of groups, repetitions. */
const PIECE =
  /(?<class>\[\^?\]?(?:\\[^]|\[:\w+:\]|[^\]\\])*\])|(?<repeat>\{(?<least>\d{1,6})(?:,(?<most>\d{0,6}))?\})|(?<open>\()|(?<close>\))|\\[^]|[^]/gu;

/**
 * About how many instructions a regular expression becomes: one a character, times what repetitions
 * in braces say, those inside each other multiplied. Known before it is compiled, so that one that
 * would be huge is not compiled at all. Takes any text, also one that is no pattern.
 */
export function patternSize(source: string): number {
  const open: number[] = [];
  let size = 0;
  let lastPiece = 0;
  for (const { groups = {} } of source.matchAll(PIECE)) {
    if (groups['open'] !== undefined) {
      open.push(size);
      size = 0;
      lastPiece = 0;
    } else if (groups['close'] !== undefined) {
      lastPiece = size + 1;
      size = (open.pop() ?? 0) + lastPiece;
    } else if (groups['repeat'] === undefined) {
      lastPiece = 1;
      size += 1;
    } else {
      const times = Math.max(1, Number(groups['least']), Number(groups['most'] ?? 0));
      size += lastPiece * (times - 1);
      lastPiece *= times;
    }
  }
  return size + open.reduce((sum, outer) => sum + outer, 0);
}
