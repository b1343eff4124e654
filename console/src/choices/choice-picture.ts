/** A value with the name under which the choice holds it. */
export interface NamedValue {
  readonly field: string;
  readonly value: unknown;
}

/** Something that was weighed or chosen. */
export interface PictureRow {
  readonly key: string;
  /** What it is: the name of a field and its value, such as a service or a line. */
  readonly name: NamedValue;
  /** Null: it is a part of what was chosen and had no rivals. */
  readonly isChosen: boolean | null;
  /** Why it was not chosen, or why it was. */
  readonly reason: NamedValue | null;
  /** How long its bar is, of one or more parts; null: nobody may know, or nothing is weighed. */
  readonly bar: {
    readonly total: NamedValue;
    readonly parts: readonly (NamedValue & { value: number })[];
  } | null;
  readonly facts: readonly NamedValue[];
}

/** A figure that sums a choice up. */
interface PictureFigure extends NamedValue {
  /** Which way is better; null: neither. */
  readonly better: 'less' | 'more' | null;
}

/** A choice in figures and bars. */
export interface ChoicePicture {
  readonly figures: readonly PictureFigure[];
  readonly rows: readonly PictureRow[];
}

type Document = Readonly<Record<string, unknown>>;
type Rows = readonly Document[];

const listOf = (value: unknown): Rows => (Array.isArray(value) ? (value as Rows) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : String(value));
const reasonOf = (field: string, value: unknown): NamedValue | null =>
  typeof value === 'string' ? { field, value } : null;
const only = (row: Document, names: readonly string[]): NamedValue[] =>
  names.flatMap((field) => {
    const value = row[field];
    return value === undefined || value === null ? [] : [{ field, value }];
  });

/** A bar of parts; fields that this reader does not see make none. */
function barOf(total: NamedValue, parts: readonly NamedValue[] = [total]): PictureRow['bar'] {
  const seen = parts.filter(
    (part): part is NamedValue & { value: number } => typeof part.value === 'number',
  );
  return typeof total.value === 'number' && seen.length > 0 ? { total, parts: seen } : null;
}

const PICTURES: Readonly<Record<string, (choice: Document, input: Document) => ChoicePicture>> = {
  'fulfilment.carrier': ({ chosen, keepsPromise, candidates }) => ({
    figures: figuresOf((chosen ?? {}) as Document, [
      ['service', null],
      ['costMinor', 'less'],
      ['deliverBy', 'less'],
    ]).concat({ field: 'keepsPromise', value: keepsPromise, better: 'more' }),
    rows: listOf(candidates).map((row) => ({
      key: textOf(row['service']),
      name: { field: 'service', value: row['service'] },
      isChosen: row['rejected'] === null,
      reason: reasonOf('rejected', row['rejected']),
      bar: barOf(
        { field: 'costMinor', value: row['costMinor'] },
        only(row, ['freightMinor', 'fuelMinor', 'surchargeMinor']),
      ),
      facts: only(row, ['carrier', 'billedGrams', 'deliverBy']),
    })),
  }),
  'fulfilment.carton': ({ cartons, costMinor, tried }) => ({
    figures: [
      { field: 'cartons', value: listOf(cartons).length, better: 'less' },
      { field: 'costMinor', value: costMinor, better: 'less' },
    ],
    rows: [
      {
        key: 'chosen',
        name: {
          field: 'box',
          value: listOf(cartons)
            .map(({ box }) => textOf(box ?? '–'))
            .join(' + '),
        },
        isChosen: true,
        reason: null,
        bar: barOf({ field: 'costMinor', value: costMinor }),
        facts: [{ field: 'cartons', value: listOf(cartons).length }],
      },
      ...rivalsOf(listOf(tried)),
    ],
  }),
  'fulfilment.wave': ({ waves, left }) => ({
    figures: [
      { field: 'waves', value: listOf(waves).length, better: null },
      { field: 'left', value: listOf(left).length, better: 'less' },
    ],
    rows: [
      ...listOf(waves).map((row, index) => ({
        key: `wave ${index}`,
        name: { field: 'collectionAt', value: row['collectionAt'] },
        isChosen: null,
        reason: null,
        bar: barOf({ field: 'units', value: row['units'] }),
        facts: [
          { field: 'fulfilmentOrders', value: listOf(row['fulfilmentOrders']).length },
          ...only(row, ['lines', 'weightGrams']),
          { field: 'carriers', value: (row['carriers'] as string[]).join(', ') },
        ],
      })),
      ...listOf(left).map((row) => ({
        key: textOf(row['id']),
        name: { field: 'id', value: row['id'] },
        isChosen: false,
        reason: reasonOf('gate', row['because']),
        bar: null,
        facts: [],
      })),
    ],
  }),
  'fulfilment.pick_path': (choice) => ({
    figures: figuresOf(choice, [
      ['lengthMillimetres', 'less'],
      ['slotOrderLengthMillimetres', null],
      ['method', null],
    ]),
    rows: ['lengthMillimetres', 'slotOrderLengthMillimetres'].map((field) => ({
      key: field,
      name: { field: 'field', value: field },
      isChosen: field === 'lengthMillimetres',
      reason: null,
      bar: barOf({ field, value: choice[field] }),
      facts: [],
    })),
  }),
  'inventory.fefo': ({ chosen, missing, passedOver }, { lots }) => {
    const known = new Map(listOf(lots).map((lot) => [lot['lot'], lot]));
    const factsOf = (lot: unknown): NamedValue[] =>
      only(known.get(lot) ?? {}, ['available', 'expiresAt', 'receivedAt']);
    return {
      figures: [
        { field: 'lots', value: listOf(chosen).length, better: null },
        { field: 'missing', value: missing, better: 'less' },
      ],
      rows: [
        ...listOf(chosen).map((row) => ({
          key: textOf(row['lot']),
          name: { field: 'lot', value: row['lot'] },
          isChosen: true,
          reason: null,
          bar: barOf({ field: 'quantity', value: row['quantity'] }),
          facts: factsOf(row['lot']),
        })),
        ...listOf(passedOver).map((row) => ({
          key: textOf(row['lot']),
          name: { field: 'lot', value: row['lot'] },
          isChosen: false,
          reason: reasonOf('because', row['because']),
          bar: null,
          facts: factsOf(row['lot']),
        })),
      ],
    };
  },
  'inventory.safety_stock': ({ lines }) => {
    const rows = listOf(lines);
    const units = rows.reduce((sum, { after }) => sum + Number(after), 0);
    const changed = rows.filter(({ before, after }) => before !== after);
    return {
      figures: [
        { field: 'units', value: units, better: null },
        { field: 'positions', value: changed.length, better: null },
      ],
      rows: changed
        .toSorted((one, other) => changeOf(other) - changeOf(one))
        .map((row) => ({
          key: `${textOf(row['sku'])} ${textOf(row['location'])}`,
          name: { field: 'sku', value: row['sku'] },
          isChosen: null,
          reason: reasonOf('rule', row['rule']),
          bar: barOf({ field: 'after', value: row['after'] }),
          facts: only(row, ['location', 'before', 'demandMean', 'demandDeviation']),
        })),
    };
  },
  'inventory.count_plan': ({ chosen, leftOut }) => ({
    figures: [
      { field: 'chosen', value: listOf(chosen).length, better: null },
      ...figuresOf((leftOut ?? {}) as Document, [
        ['beyondTasksMax', 'less'],
        ['isBeingCounted', null],
        ['notDue', null],
      ]),
    ],
    rows: listOf(chosen).map((row) => ({
      key: textOf(row['sku']),
      name: { field: 'sku', value: row['sku'] },
      isChosen: null,
      reason: reasonOf('why', row['why']),
      // What was never counted is overdue by no number.
      bar:
        row['why'] === 'never_counted'
          ? null
          : barOf({ field: 'overduePermille', value: row['overduePermille'] }),
      facts: only(row, ['class']),
    })),
  }),
  'inventory.drift': ({ drift, explanations }) => ({
    figures: [{ field: 'drift', value: drift, better: null }],
    rows: listOf(explanations).map((row, index) => ({
      key: `${index} ${textOf(row['cause'])}`,
      name: { field: 'cause', value: row['cause'] },
      isChosen: index === 0,
      reason: null,
      bar: barOf({ field: 'likelihoodPermille', value: row['likelihoodPermille'] }),
      facts: [
        ...only(row, ['correction']),
        ...listOf(row['parts']).map((part) => ({ field: 'quantity', value: part['quantity'] })),
      ],
    })),
  }),
  'returns.approval': (choice) => ({
    figures: [
      ...figuresOf(choice, [
        ['verdict', null],
        ['place', null],
        ['expiresAt', 'more'],
      ]),
      ...((choice['asks'] ?? []) as readonly string[]).map((value) => ({
        field: 'asks',
        value,
        better: null,
      })),
    ],
    rows: listOf(choice['candidates'])
      .toSorted(byNearness(choice['place']))
      .map((row) => ({
        key: textOf(row['code']),
        name: { field: 'location', value: row['code'] },
        isChosen: row['code'] === choice['place'],
        reason: reasonOf('rejected', row['rejected']),
        bar: barOf({ field: 'distanceKilometres', value: row['distanceKilometres'] }),
        facts: row['isAbroad'] === true ? only(row, ['isAbroad']) : [],
      })),
  }),
  'returns.refund': (choice) => ({
    figures: figuresOf(choice, [
      ['totalMinor', null],
      ['chargesMinor', null],
    ]),
    rows: listOf(choice['lines']).map((row) => ({
      key: textOf(row['lineNumber']),
      name: { field: 'lineNumber', value: row['lineNumber'] },
      isChosen: null,
      reason: null,
      bar: barOf(
        { field: 'creditMinor', value: row['creditMinor'] },
        only(row, ['creditMinor', 'feeMinor', 'deductionMinor']),
      ),
      facts: only(row, ['goodsMinor', 'isOurFault']),
    })),
  }),
  'tracking.owner': ({ owner, candidates }) => ({
    figures: [{ field: 'owner', value: owner, better: null }],
    rows: listOf(candidates).map((row) => ({
      key: textOf(row['login']),
      name: { field: 'login', value: row['login'] },
      isChosen: row['rejected'] === null,
      reason: reasonOf('rejected', row['rejected']),
      bar: barOf({ field: 'openCount', value: row['openCount'] }),
      facts: [],
    })),
  }),
  'orders.payment_steps': ({ steps, unsentMinor }) => ({
    figures: [
      { field: 'steps', value: listOf(steps).length, better: null },
      { field: 'unsentMinor', value: unsentMinor, better: 'less' },
    ],
    rows: listOf(steps).map((row, index) => ({
      key: `${index} ${textOf(row['kind'])}`,
      name: { field: 'kind', value: row['kind'] },
      isChosen: null,
      reason: null,
      bar: barOf({ field: 'amountMinor', value: row['amountMinor'] }),
      facts: only(row, ['tender', 'of']),
    })),
  }),
  'orders.pick_up': ({ lacking }) => ({
    figures: [{ field: 'lacking', value: listOf(lacking).length, better: 'less' }],
    rows: [],
  }),
};

/** Boxes that came to something else when they were filled first; most come to the same cartons in the end. */
function rivalsOf(tried: Rows): PictureRow[] {
  const best = tried[0] ?? {};
  return tried
    .filter((row) => row['costMinor'] !== best['costMinor'] || row['cartons'] !== best['cartons'])
    .map((row) => ({
      key: textOf(row['box']),
      name: { field: 'box', value: row['box'] },
      isChosen: false,
      reason: {
        field: 'rejected',
        value: row['costMinor'] === best['costMinor'] ? 'more_cartons' : 'costs_more',
      },
      bar: barOf({ field: 'costMinor', value: row['costMinor'] }),
      facts: only(row, ['cartons']),
    }));
}

/** Where goods can come back to: the place that was chosen, then what is in the country, then the nearest. */
function byNearness(place: unknown) {
  const rank = (row: Document): number =>
    row['code'] === place ? 0 : row['isAbroad'] === true ? 2 : 1;
  return (one: Document, other: Document): number =>
    rank(one) - rank(other) ||
    Number(one['distanceKilometres']) - Number(other['distanceKilometres']);
}

function figuresOf(
  document: Document,
  names: readonly (readonly [field: string, better: PictureFigure['better']])[],
): PictureFigure[] {
  return names.flatMap(([field, better]) => {
    const value = document[field];
    return value === undefined ? [] : [{ field, value, better }];
  });
}

function changeOf({ before, after }: Document): number {
  return Math.abs(Number(after) - Number(before));
}

/** The kinds that have a picture. */
export const PICTURED_KINDS = Object.keys(PICTURES);

/** A choice in figures and bars; of a kind that has no picture, none of either. */
export function pictureOf(kind: string, choice: unknown, input: unknown): ChoicePicture {
  const picture = PICTURES[kind];
  if (picture === undefined || typeof choice !== 'object' || choice === null)
    return { figures: [], rows: [] };
  return picture(choice as Document, (input ?? {}) as Document);
}

/** What two pictures of one choice differ in: figures by name, and whether each row stands where it stood. */
export function comparePictures(
  before: ChoicePicture,
  after: ChoicePicture,
): {
  readonly figures: readonly {
    readonly field: string;
    readonly before: unknown;
    readonly after: unknown;
    readonly mood: 'better' | 'worse' | 'same' | 'other';
  }[];
  readonly changes: ReadonlyMap<string, 'new' | 'other'>;
} {
  const names = [...new Set([...before.figures, ...after.figures].map(({ field }) => field))];
  const rows = new Map(before.rows.map((row) => [row.key, JSON.stringify(row)]));
  return {
    figures: names.map((field) => {
      const old = before.figures.filter((figure) => figure.field === field);
      const young = after.figures.filter((figure) => figure.field === field);
      const better = [...old, ...young].find((figure) => figure.better !== null)?.better ?? null;
      const [one, other] = [old, young].map((figures) =>
        figures.length > 1 ? figures.map(({ value }) => value) : (figures[0]?.value ?? null),
      );
      return { field, before: one, after: other, mood: moodOf(one, other, better) };
    }),
    changes: new Map(
      after.rows.flatMap((row): [string, 'new' | 'other'][] => {
        const old = rows.get(row.key);
        if (old === undefined) return [[row.key, 'new']];
        return old === JSON.stringify(row) ? [] : [[row.key, 'other']];
      }),
    ),
  };
}

function moodOf(before: unknown, after: unknown, better: PictureFigure['better']) {
  if (JSON.stringify(before) === JSON.stringify(after)) return 'same';
  const isCounted = [before, after].every((each) => ['number', 'boolean'].includes(typeof each));
  if (better === null || !isCounted) return 'other';
  return Number(after) > Number(before) === (better === 'more') ? 'better' : 'worse';
}
