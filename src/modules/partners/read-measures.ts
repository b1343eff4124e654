/** Columns of weights and sizes. */
export type MeasureType = 'weight' | 'length' | 'dimensions';

/** Grams in a unit of weight: NIST Handbook 44, appendix C; the jin by GB 3100-93. */
const GRAMS: Readonly<Record<string, number>> = {
  g: 1,
  gram: 1,
  grams: 1,
  克: 1,
  kg: 1_000,
  kilogram: 1_000,
  kilograms: 1_000,
  千克: 1_000,
  公斤: 1_000,
  斤: 500,
  lb: 453.592_37,
  lbs: 453.592_37,
  磅: 453.592_37,
  oz: 28.349_523_125,
  盎司: 28.349_523_125,
};

/** Millimetres in a unit of length: the same. */
const MILLIMETRES: Readonly<Record<string, number>> = {
  mm: 1,
  毫米: 1,
  cm: 10,
  厘米: 10,
  dm: 100,
  分米: 100,
  m: 1_000,
  米: 1_000,
  in: 25.4,
  inch: 25.4,
  inches: 25.4,
  '"': 25.4,
  英寸: 25.4,
};

const NUMBER = String.raw`\d+(?:\.\d*)?|\.\d+`;
const MEASURE = new RegExp(`^(${NUMBER})\\s*(\\D*)$`);
const DIMENSIONS = new RegExp(
  `^(${NUMBER})\\s*(\\D*?)\\s*[x×*]\\s*(${NUMBER})\\s*(\\D*?)\\s*[x×*]\\s*(${NUMBER})\\s*(\\D*)$`,
  'i',
);

/** True for the columns that are read here. */
export function isMeasure(type: string): type is MeasureType {
  return type === 'weight' || type === 'length' || type === 'dimensions';
}

/** True for a unit of weight or length, however it is capitalised. */
export function isUnit(text: string): boolean {
  const unit = text.toLowerCase();
  return Object.hasOwn(GRAMS, unit) || Object.hasOwn(MILLIMETRES, unit);
}

/**
 * How cells of a type are read: a number with a unit, or with that of the column. Weights come as whole
 * grams, lengths as whole millimetres, rounded half up; what is more than nothing is at least one.
 */
export function measureReader(type: MeasureType, unit: string | undefined) {
  const units = type === 'weight' ? GRAMS : MILLIMETRES;
  const sample = type === 'weight' ? '1.5 kg' : type === 'length' ? '30 cm' : '30 x 20 x 5 cm';
  const read =
    type === 'dimensions'
      ? (text: string) => readDimensions(text, unit)
      : (text: string) => {
          const [, number, own] = MEASURE.exec(text.trim()) ?? [];
          return measure(units, number, own, unit);
        };
  const known = [...new Set(Object.keys(units))].join(', ');
  return { expected: `a ${type} such as ${sample} (units: ${known})`, read };
}

function readDimensions(text: string, columnUnit: string | undefined) {
  const [, length, lengthUnit, width, widthUnit, height, heightUnit] =
    DIMENSIONS.exec(text.trim()) ?? [];
  // «30 x 20 x 5 cm»: the last unit is that of all three.
  const last = heightUnit === undefined || heightUnit === '' ? columnUnit : heightUnit;
  const sides = {
    length: measure(MILLIMETRES, length, lengthUnit, last),
    width: measure(MILLIMETRES, width, widthUnit, last),
    height: measure(MILLIMETRES, height, heightUnit, last),
  };
  return Object.values(sides).includes(undefined) ? undefined : sides;
}

function measure(
  units: Readonly<Record<string, number>>,
  number: string | undefined,
  own: string | undefined,
  otherwise: string | undefined,
): number | undefined {
  if (number === undefined) return undefined;
  const unit = own === undefined || own.trim() === '' ? otherwise : own.trim();
  const factor = units[unit?.toLowerCase() ?? ''];
  if (factor === undefined) return undefined;
  // Six further digits are exact for every factor above; a double is not, and would round 0.5 down.
  const value = Number((Number(number) * factor).toFixed(6));
  return value > 0 ? Math.max(1, Math.round(value)) : 0;
}
