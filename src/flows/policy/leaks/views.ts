import { isUtf8 } from 'node:buffer';

/** How a text was hidden in what was given. */
export type Hiding = 'base64' | 'hex' | 'url' | 'escape' | 'entity' | 'signs' | 'joined';

/** A reading of the given text. */
export interface View {
  readonly text: string;
  /** Where each sign of `text` stands in the given text; null when at the same place. */
  readonly places: Int32Array | null;
  /** The span of the given text that all of it comes from, when its signs have no places of their own. */
  readonly span: readonly [start: number, end: number] | null;
  /** Signs before this one are what stood before it, for context; no find ends there. */
  readonly begin: number;
  readonly hidings: readonly Hiding[];
}

/** The given text as it is. */
export function plainView(text: string): View {
  return { text, places: null, span: null, begin: 0, hidings: [] };
}

/** The span of the given text that a part of a view comes from. */
export function spanOf(view: View, start: number, end: number): readonly [number, number] {
  if (view.span !== null) return view.span;
  if (view.places === null) return [start, end];
  const last = view.places[end - 1] ?? 0;
  return [view.places[start] ?? 0, last + 1];
}

/** The first sign of each row of ten decimal digits of other scripts, in Unicode's first plane. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
  0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0x1946, 0xff10,
];
const CHINESE_DIGITS = '〇一二三四五六七八九';
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/;
/** Signs that are neither ASCII nor an ideograph, which may stand for an ASCII one. */
const FOREIGN = /[\u0080-\u3004\ua000-\uabff\ud7b0-\uffff]/g;

/** What each sign stands for that has been met; at most as many as the first plane has. */
const plainBySign = new Map<string, string>();

/** Letters, digits, spaces and dashes in their ASCII form, one for one, so that places stay. */
export function plainSigns(text: string): string {
  return text.replace(FOREIGN, (sign) => {
    let plain = plainBySign.get(sign);
    if (plain === undefined) plainBySign.set(sign, (plain = plainSign(sign)));
    return plain;
  });
}

function plainSign(sign: string): string {
  if (/[\u2010-\u2015\u2212]/.test(sign)) return '-';
  if (sign === 'İ') return 'I';
  const code = sign.charCodeAt(0);
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  if (zero !== undefined) return String(code - zero);
  const plain = sign.normalize('NFKC');
  return plain.length === 1 ? plain : sign;
}

/**
 * A view in which some parts are replaced by what they stand for; null when none is. A part that
 * `replace` answers with null stays.
 */
function replacedView(
  view: View,
  parts: RegExp,
  hiding: Hiding,
  replace: (part: string) => string | null,
): View | null {
  const texts: string[] = [];
  const origins: number[] = [];
  let [at, replaced] = [0, 0];
  const keep = (end: number) => {
    texts.push(view.text.slice(at, end));
    for (; at < end; at += 1) origins.push(at);
  };
  for (const found of view.text.matchAll(parts)) {
    const text = replace(found[0]);
    if (text === null) continue;
    keep(found.index);
    texts.push(text);
    const end = found.index + found[0].length;
    // Each sign says where its part began, the last where it ended, so that spans cover the parts.
    for (let sign = 0; sign < text.length; sign += 1) {
      origins.push(sign === text.length - 1 ? end - 1 : found.index);
    }
    at = end;
    replaced += 1;
  }
  if (replaced === 0) return null;
  keep(view.text.length);
  const places = Int32Array.from(origins, (origin) => view.places?.[origin] ?? origin);
  const begin = origins.findIndex((origin) => origin >= view.begin);
  return {
    text: texts.join(''),
    places: view.span === null ? places : null,
    span: view.span,
    begin: begin < 0 ? texts.length : begin,
    hidings: [...view.hidings, hiding],
  };
}

function decodePercent(part: string): string | null {
  return readText(Buffer.from(part.replaceAll('%', ''), 'hex'));
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: ' ', f: ' ' };

function decodeEscape(part: string): string | null {
  const sign = part[1] ?? '';
  if (sign !== 'u' && sign !== 'x') return ESCAPES[sign] ?? sign;
  return String.fromCodePoint(Number.parseInt(part.slice(2).replace(/[{}]/g, ''), 16) % 0x110000);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function decodeEntity(part: string): string | null {
  const name = part.slice(1, -1);
  if (!name.startsWith('#')) return ENTITIES[name] ?? null;
  const code = /^#x/i.test(name)
    ? Number.parseInt(name.slice(2), 16)
    : Number.parseInt(name.slice(1), 10);
  return code < 0x110000 ? String.fromCodePoint(code) : null;
}

/** Whole texts behind a view: percent signs, escapes, entities, Chinese digits, invisible signs. */
export function rewrittenViews(view: View): View[] {
  const { text } = view;
  const views: (View | null)[] = [];
  if (text.includes('%')) {
    views.push(replacedView(view, /(?:%[0-9a-f]{2})+/gi, 'url', decodePercent));
  }
  if (text.includes('\\')) {
    const escapes = /\\(?:u[0-9a-f]{4}|u\{[0-9a-f]{1,6}\}|x[0-9a-f]{2}|[ntrbf"'\\/])/gi;
    views.push(replacedView(view, escapes, 'escape', decodeEscape));
  }
  if (text.includes('&')) {
    const entities = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos|nbsp);/gi;
    views.push(replacedView(view, entities, 'entity', decodeEntity));
  }
  if (INVISIBLE.test(text)) {
    views.push(replacedView(view, new RegExp(INVISIBLE, 'g'), 'joined', () => ''));
  }
  const chineseDigits = /[〇零一二三四五六七八九]{8,}/g;
  views.push(
    replacedView(view, chineseDigits, 'signs', (part) =>
      part.replace(/./g, (sign) => String(sign === '零' ? 0 : CHINESE_DIGITS.indexOf(sign))),
    ),
  );
  return views.filter((found) => found !== null);
}

const CONTEXT_CHARACTERS = 64;

/** Bytes as text, or null when they are none: no UTF-8, or signs that nobody writes. */
function readText(bytes: Buffer): string | null {
  if (!isUtf8(bytes)) return null;
  const text = bytes.toString('utf8');
  // oxlint-disable-next-line no-control-regex -- these signs are what tells bytes from text
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(text) ? null : text;
}

/** Texts that stand coded in a view, each with what stands before it as its context. */
export function decodedViews(view: View): View[] {
  const views: View[] = [];
  const add = (start: number, end: number, text: string | null, hiding: Hiding) => {
    if (text === null || end <= view.begin) return;
    const context = view.text.slice(Math.max(0, start - CONTEXT_CHARACTERS), start);
    views.push({
      text: `${context}\n${text}`,
      places: null,
      span: spanOf(view, start, end),
      begin: context.length + 1,
      hidings: [...view.hidings, hiding],
    });
  };
  for (const found of view.text.matchAll(/(?:[0-9a-f]{2}){8,}/gi)) {
    const [token] = found;
    add(found.index, found.index + token.length, readText(Buffer.from(token, 'hex')), 'hex');
  }
  for (const found of view.text.matchAll(/[A-Za-z0-9+/_-]{10,}={0,2}/g)) {
    const [token] = found;
    if (/^\d+$/.test(token)) continue;
    for (const part of partsOf(token)) {
      const start = found.index + part.index;
      add(start, start + part.text.length, readBase64(part.text), 'base64');
    }
  }
  return views;
}

/** A coded text may stand between slashes, dashes or underscores, which base64 may have itself. */
function partsOf(token: string): { text: string; index: number }[] {
  const whole = { text: token, index: 0 };
  if (!/[/_+-]/.test(token)) return [whole];
  const parts = [...token.matchAll(/[A-Za-z0-9]{10,}={0,2}/g)];
  return [whole, ...parts.map((part) => ({ text: part[0], index: part.index }))];
}

function readBase64(token: string): string | null {
  const bare = token.replace(/=+$/, '');
  if (bare.length % 4 === 1) return null;
  return readText(Buffer.from(bare, 'base64'));
}
