/** A part of a text that is marked, or not. */
export interface Piece {
  readonly text: string;
  readonly isWrong: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text in pieces, so that what is wrong can be underlined. A problem behind the end marks the last character. */
export function piecesOf(text: string, spans: readonly Span[]): Piece[] {
  const wrong = spans.map(({ start, end }) => {
    const from = Math.max(0, Math.min(start, text.length - 1));
    return { from, to: Math.max(from + 1, end) };
  });
  const pieces: { text: string; isWrong: boolean }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const isWrong = wrong.some(({ from, to }) => at >= from && at < to);
    const last = pieces.at(-1);
    if (last?.isWrong === isWrong) last.text += text.charAt(at);
    else pieces.push({ text: text.charAt(at), isWrong });
  }
  return pieces;
}

/** A completion as it is put into a text. */
export interface Put {
  readonly label: string;
  readonly kind: 'field' | 'function' | 'keyword' | 'value';
  readonly from: number;
  readonly to: number;
}

/** The text with a completion in it, and where one goes on writing: within the brackets of a function. */
export function complete(
  text: string,
  { label, kind, from, to }: Put,
): { readonly text: string; readonly cursor: number } {
  const rest = text.slice(to);
  const isCalled = kind === 'function' || label === 'has';
  const brackets = isCalled && !rest.startsWith('(') ? '()' : '';
  const put = `${label}${brackets}`;
  return {
    text: text.slice(0, from) + put + rest,
    cursor: from + label.length + (isCalled ? 1 : 0),
  };
}
