import type { SlotView } from '../../client/contract.generated.d.ts';

/** A slot as it is put; what is left out of a file is left out here. */
export interface ReadSlot {
  readonly code: string;
  readonly sequence: number;
  readonly skus: string[];
  readonly aisle?: string;
  readonly xMillimetres?: number;
  readonly yMillimetres?: number;
}

/** What a file of slots says, and which of its lines say nothing that can be put. */
export interface ReadSlots {
  readonly slots: readonly ReadSlot[];
  readonly wrong: readonly {
    readonly line: number;
    readonly reason: 'code' | 'number' | 'twice';
  }[];
  /** False: there is no column for the code of a slot. */
  readonly hasHeader: boolean;
}

const MILLIMETRES_PER_METRE = 1_000;

/**
 * Reads slots from comma- or tab-separated text with a header: slot, aisle, x, y, sequence, skus. Only the
 * slot must be there; x and y are metres, skus are separated by blanks or semicolons, and a missing sequence is
 * the line's own place. A SKU or slot that comes twice is wrong in the later line.
 */
export function readSlots(text: string): ReadSlots {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((content, index) => ({ content, line: index + 1 }))
    .filter(({ content }) => content.trim() !== '');
  const [header, ...rows] = lines;
  if (header === undefined) return { slots: [], wrong: [], hasHeader: false };
  const separator = header.content.includes('\t') ? '\t' : ',';
  const names = cellsOf(header.content, separator).map((name) => name.toLowerCase());
  const columnOf = (...wanted: readonly string[]): number =>
    names.findIndex((name) => wanted.includes(name));
  const columns = {
    code: columnOf('slot', 'code', '货位'),
    aisle: columnOf('aisle', '巷道'),
    x: columnOf('x'),
    y: columnOf('y'),
    sequence: columnOf('sequence', '顺序'),
    skus: columnOf('skus', 'sku'),
  };
  if (columns.code === -1) return { slots: [], wrong: [], hasHeader: false };
  const slots: ReadSlot[] = [];
  const wrong: ReadSlots['wrong'][number][] = [];
  const seen = new Set<string>();
  for (const [place, { content, line }] of rows.entries()) {
    const cells = cellsOf(content, separator);
    const cell = (column: number): string => (column === -1 ? '' : (cells[column] ?? ''));
    const code = cell(columns.code);
    const [x, y] = [numberOf(cell(columns.x)), numberOf(cell(columns.y))];
    const sequence = numberOf(cell(columns.sequence)) ?? (place + 1) * 10;
    const skus = cell(columns.skus)
      .split(/[\s;；]+/)
      .filter((sku) => sku !== '');
    const marks = [`slot ${code}`, ...skus.map((sku) => `sku ${sku}`)];
    if (code === '') wrong.push({ line, reason: 'code' });
    else if ([x, y, sequence].some(Number.isNaN) || !Number.isInteger(sequence) || sequence < 0)
      wrong.push({ line, reason: 'number' });
    else if (marks.some((mark) => seen.has(mark))) wrong.push({ line, reason: 'twice' });
    else {
      for (const mark of marks) seen.add(mark);
      const aisle = cell(columns.aisle);
      slots.push({
        code,
        sequence,
        skus,
        ...(aisle === '' ? {} : { aisle }),
        ...(x === null ? {} : { xMillimetres: Math.round(x * MILLIMETRES_PER_METRE) }),
        ...(y === null ? {} : { yMillimetres: Math.round(y * MILLIMETRES_PER_METRE) }),
      });
    }
  }
  return { slots, wrong, hasHeader: true };
}

/** Slots as the text that `readSlots` reads. */
export function writeSlots(slots: readonly SlotView[]): string {
  const metres = (millimetres: number | null): string =>
    millimetres === null ? '' : String(millimetres / MILLIMETRES_PER_METRE);
  return [
    'slot,aisle,x,y,sequence,skus',
    ...slots.map((slot) =>
      [
        slot.code,
        slot.aisle ?? '',
        metres(slot.xMillimetres),
        metres(slot.yMillimetres),
        String(slot.sequence),
        slot.skus.join(' '),
      ]
        .map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(','),
    ),
  ].join('\n');
}

/** Null: nothing is said. NaN: no number is said. */
function numberOf(text: string): number | null {
  return text === '' ? null : Number(text);
}

/** The cells of a line; quoted ones may hold the separator and doubled quotes. */
function cellsOf(line: string, separator: string): string[] {
  const pattern = new RegExp(`(?:^|${separator})(?:"((?:[^"]|"")*)"|([^${separator}]*))`, 'g');
  return [...line.matchAll(pattern)].map(([, quoted, plain = '']) =>
    (quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim(),
  );
}
