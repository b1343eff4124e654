/**
 * Bounds that hold at compile time and while an expression runs. A step is about what reading and
 * comparing one fact takes; a call that looks through a text or a list counts its length.
 */
export const LIMITS = {
  /** Characters of the text of an expression. */
  textLengthMax: 4_000,
  /** Brackets, calls and choices inside each other. */
  depthMax: 40,
  /** Parts: every name, value and operation is one. */
  nodesMax: 1_000,
  /** Items of a list that is written out. */
  listItemsMax: 200,
  /** all, exists, map and the like inside each other. */
  loopsDeepMax: 2,
  /** Steps that one evaluation may take, and that an expression may cost at compile time. */
  stepsMax: 200_000,
  /** How many items the static cost takes a list of facts to have. */
  listItemsAssumed: 100,
  /** Characters of a regular expression, and instructions of its program. */
  patternLengthMax: 500,
  patternProgramMax: 5_000,
  /** Characters of a text that an expression puts together. */
  builtTextLengthMax: 20_000,
} as const;
