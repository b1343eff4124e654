/** A piece of an unfinished text: enough to tell what stands before the cursor. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'openText' | 'symbol';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const PIECE =
  /(?<space>\s+|\/\/[^\n]*)|(?<name>[A-Za-z_]\w*)|(?<number>\d[\w.]*)|(?<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?<openText>["'].*)|(?<symbol>[^])/suy;

/** Divides the text before the cursor into pieces; takes any text, also one that is not finished. */
export function scanTokens(text: string): Token[] {
  const tokens: Token[] = [];
  PIECE.lastIndex = 0;
  for (let found = PIECE.exec(text); found !== null; found = PIECE.exec(text)) {
    const end = PIECE.lastIndex;
    const kind = Object.entries(found.groups ?? {}).find(([, piece]) => piece !== undefined)?.[0];
    if (kind !== undefined && kind !== 'space') {
      tokens.push({ kind: kind as Token['kind'], text: found[0], start: found.index, end });
    }
    if (end >= text.length) break;
  }
  return tokens;
}

const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** The index of the bracket that a closing one belongs to, or -1. */
function openingOf(tokens: readonly Token[], closing: number): number {
  let depth = 0;
  for (let index = closing; index >= 0; index -= 1) {
    const text = tokens[index]?.text ?? '';
    if (Object.hasOwn(OPENING, text)) depth += 1;
    if (Object.values(OPENING).includes(text)) depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

/** Where the value begins that ends with a token: `order.lines[0]` as a whole; null when unclear. */
export function valueStart(tokens: readonly Token[], last: number): number | null {
  let index = last;
  for (;;) {
    const token = tokens[index];
    if (token === undefined) return null;
    const before = () => tokens[index - 1];
    if (token.text === ')' || token.text === ']') {
      index = openingOf(tokens, index);
      if (index < 0) return null;
      const isBehindValue = before()?.kind === 'name' || /^[)\]]$/.test(before()?.text ?? '');
      if (token.text === ']' && isBehindValue) {
        index -= 1;
        continue;
      }
      if (token.text === ')' && before()?.kind === 'name') index -= 1;
    } else if (token.kind === 'symbol' || token.kind === 'openText') return null;
    if (before()?.text !== '.') return tokens[index]?.start ?? null;
    index -= 2;
  }
}

/** A loop whose brackets are still open at the cursor, after the name of its item. */
export interface OpenLoop {
  readonly receiver: string;
  readonly itemName: string;
}

/** The loops around the cursor, from the outside in. */
export function openLoops(
  text: string,
  tokens: readonly Token[],
  isLoopName: (name: string) => boolean,
): OpenLoop[] {
  const open: (OpenLoop | null)[] = [];
  for (const [index, token] of tokens.entries()) {
    if (Object.values(OPENING).includes(token.text))
      open.push(loopAt(text, tokens, index, isLoopName));
    if (Object.hasOwn(OPENING, token.text)) open.pop();
  }
  return open.filter((loop) => loop !== null);
}

function loopAt(
  text: string,
  tokens: readonly Token[],
  bracket: number,
  isLoopName: (name: string) => boolean,
): OpenLoop | null {
  const name = tokens[bracket - 1];
  const dot = tokens[bracket - 2];
  const item = tokens[bracket + 1];
  const isLoop = tokens[bracket]?.text === '(' && dot?.text === '.' && isLoopName(name?.text ?? '');
  if (!isLoop || item?.kind !== 'name' || tokens[bracket + 2]?.text !== ',') return null;
  const start = valueStart(tokens, bracket - 3);
  return start === null ? null : { receiver: text.slice(start, dot.start), itemName: item.text };
}
