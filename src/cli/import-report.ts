import { DOCUMENT_KINDS, type DocumentKind, type SetupCounts } from '../modules/partners/index.ts';
import type { ImportProgress, MappedFile } from './import-work.ts';

/** What the documents of a kind are called. */
const PLURALS: Readonly<Record<DocumentKind, string>> = {
  sku: 'SKUs',
  receipt: 'receipts',
  adjustment: 'adjustments',
  order: 'orders',
  payment: 'payments',
  cancellation: 'cancellations',
};
const VERDICTS = ['accepted', 'repeated', 'refused'] as const;
const REASONS_SHOWN_MAX = 20;

/** What a whole import came to. */
export interface ImportResult {
  readonly file: string;
  readonly map: string;
  readonly mapped: MappedFile;
  /** Null for a dry run. */
  readonly sent: { readonly setup: SetupCounts; readonly progress: ImportProgress } | null;
  readonly reasons: ReadonlyMap<number, string>;
  readonly rejectedPath: string | null;
}

/** The name under which verdicts are counted. */
export function verdictName(kind: string, verdict: string): string {
  return `${kind} ${verdict}`;
}

/** The report of an import, line by line. The counts of rows add up to the rows read, always. */
export function reportLines(result: ImportResult): string[] {
  const { mapped, sent } = result;
  const { rows, documents } = mapped;
  const lines = [
    `${result.file} with the map ${result.map}`,
    '',
    'Rows',
    row('read', mapped.rowsRead),
    ...DOCUMENT_KINDS.filter((kind) => documents[kind] > 0).map((kind) =>
      row(`in ${PLURALS[kind]}`, rows[kind], `${count(documents[kind])} ${PLURALS[kind]}`),
    ),
    row('rejected', rows.rejected),
  ];
  if (mapped.linesMatched + mapped.linesUnmatched > 0) {
    lines.push(
      '',
      'Lines of cancellations',
      row('of a known order', mapped.linesMatched),
      row('of no known order', mapped.linesUnmatched, 'returns to come'),
    );
  }
  lines.push('', ...(sent === null ? plannedLines(mapped) : sentLines(sent.setup, sent.progress)));
  lines.push(...reasonLines(result));
  if (sent !== null) lines.push('', conclusion(sent.progress));
  return lines;
}

function plannedLines({ setup }: MappedFile): string[] {
  const units = (setup.stock ?? [])
    .flatMap((stock) => stock.lines)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return [
    'A dry run: nothing was sent. An import would see to these',
    row('channels', Object.keys(setup.channels ?? {}).length),
    row('locations', Object.keys(setup.locations ?? {}).length),
    row('carrier services', Object.keys(setup.carrierServices ?? {}).length),
    row('SKUs', (setup.skus ?? []).length),
    row('units of stock', units),
  ];
}

function sentLines(setup: SetupCounts, { verdicts }: ImportProgress): string[] {
  const lines = ['Server'];
  if (setup.created.length > 0) lines.push(`  created: ${setup.created.join(', ')}`);
  if (setup.skusCreated + setup.skusThere > 0) {
    lines.push(row('SKUs created', setup.skusCreated, `${count(setup.skusThere)} were there`));
  }
  if (setup.unitsReceived > 0 || setup.stockThere) {
    lines.push(
      row(
        'units received',
        setup.unitsReceived,
        setup.stockThere ? 'the rest was there' : undefined,
      ),
    );
  }
  lines.push('', `  ${''.padEnd(18)}${VERDICTS.map((verdict) => verdict.padStart(12)).join('')}`);
  for (const kind of DOCUMENT_KINDS) {
    if (!VERDICTS.some((verdict) => verdictName(kind, verdict) in verdicts)) continue;
    const cells = VERDICTS.map((verdict) =>
      count(verdicts[verdictName(kind, verdict)] ?? 0).padStart(12),
    );
    lines.push(`  ${PLURALS[kind].padEnd(18)}${cells.join('')}`);
  }
  return lines;
}

function reasonLines({ reasons, rejectedPath }: ImportResult): string[] {
  if (reasons.size === 0) return [];
  const counts = new Map<string, number>();
  for (const reason of reasons.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const ranked = [...counts].toSorted(([, a], [, b]) => b - a);
  const shown = ranked
    .slice(0, REASONS_SHOWN_MAX)
    .map(([reason, rows]) => `${count(rows).padStart(9)}  ${reason}`);
  const rest = ranked.length - shown.length;
  return [
    '',
    `Rows not imported, by reason${rejectedPath === null ? '' : ` (all of them in ${rejectedPath})`}`,
    ...shown,
    ...(rest > 0 ? [`${''.padStart(9)}  and ${count(rest)} more reasons`] : []),
  ];
}

function conclusion({ verdicts, failures }: ImportProgress): string {
  const sum = (verdict: string) =>
    DOCUMENT_KINDS.reduce((total, kind) => total + (verdicts[verdictName(kind, verdict)] ?? 0), 0);
  if (failures > 0) {
    return `The server failed on ${count(failures)} documents. Run the same import again once it is well.`;
  }
  if (sum('accepted') === 0 && sum('repeated') > 0)
    return 'Everything was there already; nothing was changed.';
  return 'Done.';
}

function row(name: string, value: number, note?: string): string {
  return `  ${name.padEnd(18)}${count(value).padStart(12)}${note === undefined ? '' : `   ${note}`}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
