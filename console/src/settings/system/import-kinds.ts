/** A kind of file that Linchpin can read by itself, and what it asks about it. */
export interface ImportKind {
  /** The map that reads it. */
  readonly map: string;
  readonly accept: string;
  /** What the file must have; shown as it stands in its first line. */
  readonly columns: readonly string[];
  readonly optional: readonly string[];
  /** What differs from company to company. */
  readonly asks: readonly ('channel' | 'fulfilled' | 'currency')[];
}

export const IMPORT_KINDS = {
  shopify: {
    map: 'shopify-orders',
    accept: '.csv,.gz',
    columns: [
      'Name',
      'Created at',
      'Currency',
      'Lineitem sku',
      'Lineitem quantity',
      'Lineitem price',
    ],
    optional: ['Subtotal', 'Shipping', 'Taxes', 'Total', 'Financial Status', 'Cancelled at'],
    asks: ['channel', 'fulfilled'],
  },
  woocommerce: {
    map: 'woocommerce-orders',
    accept: '.json,.gz',
    columns: ['number', 'currency', 'date_created_gmt', 'line_items', 'shipping'],
    optional: ['date_paid_gmt', 'refunds', 'customer_note'],
    asks: ['channel', 'fulfilled'],
  },
  catalogue: {
    map: 'skus',
    accept: '.csv,.txt,.gz',
    columns: ['SKU'],
    optional: ['Name', 'Weight', 'Length', 'Width', 'Height', 'Value', 'Customs code', 'Origin'],
    asks: ['currency'],
  },
  receipts: {
    map: 'stock-receipts',
    accept: '.csv,.txt,.gz',
    columns: ['Location', 'SKU', 'Quantity', 'Reference'],
    optional: [],
    asks: [],
  },
  counts: {
    map: 'stock-counts',
    accept: '.csv,.txt,.gz',
    columns: ['Location', 'SKU', 'Counted'],
    optional: ['Reason', 'Reference'],
    asks: [],
  },
  orders: {
    map: 'orders-ndjson',
    accept: '.ndjson,.jsonl,.gz',
    columns: ['channel', 'externalId', 'placedAt', 'currency', 'shipTo', 'lines'],
    optional: [],
    asks: [],
  },
  own: { map: '', accept: '', columns: [], optional: [], asks: [] },
} as const satisfies Readonly<Record<string, ImportKind>>;

export type ImportKindName = keyof typeof IMPORT_KINDS;

/** The kind that a map's name and version stand for; null: a map of one's own. */
export function kindOfMap(map: string): ImportKindName | null {
  const name = map.split(' ')[0];
  const found = Object.entries(IMPORT_KINDS).find(
    ([, kind]) => kind.map !== '' && kind.map === name,
  );
  return (found?.[0] as ImportKindName | undefined) ?? null;
}

const LOCATION = ['location', 'warehouse', 'site', '仓点', '仓库', '仓库编码'];
const SKU = ['sku', 'sku code', 'code', 'item', '货号', '编码', '商品编码', '库存单位', 'sku编码'];
const COUNTED = ['counted', 'count', 'counted quantity', 'on hand', '盘点数', '实盘数', '在库'];
const RECEIVED = ['quantity', 'received', 'units', '数量', '收货数量'];

/** What a file most likely is, by its name and how it begins; null: nothing says so. */
export function guessKind(fileName: string, beginning: string): ImportKindName | null {
  const first = beginning.replace(/^\u{feff}/u, '').split(/\r?\n/, 1)[0] ?? '';
  const columns = new Set(
    first.split(/[,;\t]/).map((cell) => cell.trim().replaceAll('"', '').toLowerCase()),
  );
  const hasOne = (names: readonly string[]) => names.some((name) => columns.has(name));
  if (columns.has('name') && columns.has('lineitem quantity')) return 'shopify';
  if (/^\s*\[\s*\{/.test(beginning) && beginning.includes('"line_items"')) return 'woocommerce';
  if (/^\s*\{/.test(first) && first.includes('"lines"')) return 'orders';
  if (hasOne(LOCATION) && hasOne(SKU) && hasOne(COUNTED)) return 'counts';
  if (hasOne(LOCATION) && hasOne(SKU) && hasOne(RECEIVED)) return 'receipts';
  if (hasOne(SKU)) return 'catalogue';
  return /\.(ndjson|jsonl)$/i.test(fileName) ? 'orders' : null;
}
