/** A row of pieces with the same signs between them, such as the digits of a number in fours. */
export interface JoinedRun {
  /** The pieces without what stands between them. */
  readonly text: string;
  /** Where each piece begins in `text`, and where in the text that the run was found in. */
  readonly pieceStarts: readonly number[];
  readonly pieceSources: readonly number[];
  /** Whether the pieces are single signs or texts put together, which nobody writes by chance. */
  readonly isDeliberate: boolean;
}

const PIECE_CHARACTERS_MAX = 24;
const BETWEEN_CHARACTERS_MAX = 7;
/** Shorter numbers are only found where they are written as one. */
const RUN_CHARACTERS_MIN = 9;

/** Runs of two and more pieces, of which each is a letter or has a digit; in one pass. */
export function findJoinedRuns(text: string): JoinedRun[] {
  const runs: JoinedRun[] = [];
  let pieces: { text: string; index: number }[] = [];
  let between: string | null = null;
  const finish = () => {
    const length = pieces.reduce((sum, { text }) => sum + text.length, 0);
    if (pieces.length > 1 && length >= RUN_CHARACTERS_MIN) runs.push(runOf(pieces, between ?? ''));
    between = null;
  };
  for (const found of text.matchAll(/[0-9A-Za-z]+/g)) {
    const piece = { text: found[0], index: found.index };
    const last = pieces.at(-1);
    const isPiece =
      piece.text.length <= PIECE_CHARACTERS_MAX &&
      (piece.text.length === 1 || /\d/.test(piece.text));
    if (last === undefined) {
      pieces = isPiece ? [piece] : [];
      continue;
    }
    const gap = text.slice(last.index + last.text.length, piece.index);
    const isGap = gap.length <= BETWEEN_CHARACTERS_MAX && /^[\s\-._·,;|'"`+*/\\&()[\]]+$/.test(gap);
    if (isPiece && isGap && (between === null || gap === between)) {
      between = gap;
      pieces.push(piece);
      continue;
    }
    finish();
    // The last piece of a run may be the first of the next, with other signs between.
    pieces = isPiece ? (isGap ? [last, piece] : [piece]) : [];
    between = pieces.length > 1 ? gap : null;
  }
  finish();
  return runs;
}

function runOf(pieces: readonly { text: string; index: number }[], between: string): JoinedRun {
  const pieceStarts: number[] = [];
  let length = 0;
  for (const piece of pieces) {
    pieceStarts.push(length);
    length += piece.text.length;
  }
  return {
    text: pieces.map(({ text }) => text).join(''),
    pieceStarts,
    pieceSources: pieces.map(({ index }) => index),
    isDeliberate: /["'`+&]/.test(between) || pieces.every(({ text }) => text.length === 1),
  };
}
