import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { openSync, type Font } from 'fontkit';

/** The outline of one character, with its width, in units of which `perEm` make the size of the text. */
export interface Outline {
  readonly svgPath: string;
  readonly advance: number;
  readonly perEm: number;
}

const PACKAGE = '@fontsource-variable/noto-sans-sc';
const REPLACEMENT = '□';

/** Parts of the font by name, each with the ranges of characters that it holds; in the order of the package. */
interface Part {
  readonly file: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

let folder: string | null = null;
let parts: readonly Part[] | null = null;
const fonts = new Map<string, Font>();
const outlines = new Map<number, Outline>();
const OUTLINES_MAX = 20_000;

/**
 * The outline of a character that PDF's own fonts lack: Chinese, Japanese, Cyrillic and more, from Noto Sans
 * SC (SIL Open Font License). The font comes in small parts of which each is read when it is first needed.
 * What it does not have either is shown as an empty square.
 */
export function outlineOf(character: string): Outline {
  const code = character.codePointAt(0) as number;
  const known = outlines.get(code);
  if (known !== undefined) return known;
  const found = readOutline(code) ?? readOutline(REPLACEMENT.codePointAt(0) as number) ?? BLANK;
  if (outlines.size >= OUTLINES_MAX) outlines.clear();
  outlines.set(code, found);
  return found;
}

const BLANK: Outline = { svgPath: '', advance: 1, perEm: 1 };

function readOutline(code: number): Outline | null {
  const part = partsOfFont().find(({ ranges }) =>
    ranges.some(([first, last]) => code >= first && code <= last),
  );
  if (part === undefined) return null;
  let font = fonts.get(part.file);
  if (font === undefined) {
    font = openSync(path.join(fontFolder(), 'files', part.file)) as Font;
    fonts.set(part.file, font);
  }
  if (!font.hasGlyphForCodePoint(code)) return null;
  const glyph = font.glyphForCodePoint(code);
  return {
    svgPath: glyph.path.toSVG(),
    advance: glyph.advanceWidth,
    perEm: font.unitsPerEm,
  };
}

function fontFolder(): string {
  folder ??= path.dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
  return folder;
}

function partsOfFont(): readonly Part[] {
  parts ??= Object.entries(
    JSON.parse(readFileSync(path.join(fontFolder(), 'unicode.json'), 'utf8')) as Record<
      string,
      string
    >,
  ).map(([name, ranges]) => ({
    file: `noto-sans-sc-${name.replace(/^\[(\d+)\]$/, '$1')}-wght-normal.woff2`,
    ranges: ranges.split(',').map((range) => {
      const [first, last = first] = range.replace('U+', '').split('-');
      return [Number.parseInt(first as string, 16), Number.parseInt(last as string, 16)] as const;
    }),
  }));
  return parts;
}
