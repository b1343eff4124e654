import type { Readable } from 'node:stream';

export const LINE_BYTES_MAX = 1_048_576;
const NEW_LINE = 10;

/** One line of a stream by its number, counted from 1: its text, or that it was too long to be kept. */
export type Line =
  | { readonly kind: 'text'; readonly number: number; readonly text: string }
  | { readonly kind: 'too_long'; readonly number: number };

/**
 * The lines of a stream, those of a chunk at once; blank ones are counted and left out. No more than one line is
 * kept in memory, and of a line that is too long nothing.
 */
export async function* linesOf(
  input: Readable,
  bytesMax = LINE_BYTES_MAX,
): AsyncGenerator<Line[], void> {
  let parts: Buffer[] = [];
  let bytes = 0;
  let number = 0;
  const take = (last: Buffer): Line | null => {
    const length = bytes + last.length;
    number += 1;
    const line: Line =
      length > bytesMax
        ? { kind: 'too_long', number }
        : {
            kind: 'text',
            number,
            text: Buffer.concat([...parts, last])
              .toString('utf8')
              .trim(),
          };
    parts = [];
    bytes = 0;
    return line.kind === 'text' && line.text === '' ? null : line;
  };
  // Whoever stops reading early still answers, so the connection must stay.
  for await (const chunk of input.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEW_LINE); end !== -1; end = chunk.indexOf(NEW_LINE, start)) {
      const line = take(chunk.subarray(start, end));
      if (line !== null) lines.push(line);
      start = end + 1;
    }
    if (start < chunk.length) {
      bytes += chunk.length - start;
      if (bytes > bytesMax) parts = [];
      else parts.push(chunk.subarray(start));
    }
    if (lines.length > 0) yield lines;
  }
  const line = take(Buffer.alloc(0));
  if (line !== null) yield [line];
}
