/** A word in the two languages of the company, with the letters that it gives to a SKU code. */
export interface Word {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** A step of size or pack: how much heavier and dearer it makes the product than its base. */
export interface Step extends Word {
  readonly weightFactor: number;
  readonly priceFactor: number;
}

/** A product before its variants. Weight and edge are those of the base step, the price is in fen. */
export interface Product extends Word {
  readonly weightGrams: number;
  readonly priceMinor: number;
  readonly edgeMillimetres: number;
  readonly customsCode?: string;
  readonly hasBattery?: boolean;
}

/** Reads a list of words written as `CODE zh en`, one a line, so that the lists stay readable. */
export function words(list: string): Word[] {
  return rowsOf(list).map(({ code, zh, rest }) => ({ code, zh, en: rest.join(' ') }));
}

/** Reads steps written as `CODE weightFactor priceFactor zh en`. */
export function steps(list: string): Step[] {
  return lines(list).map((line) => {
    const [code, weightFactor, priceFactor, zh, ...rest] = line.split(/\s+/);
    return {
      code: code as string,
      zh: (zh as string).replaceAll('_', ' '),
      en: rest.join(' '),
      weightFactor: Number(weightFactor),
      priceFactor: Number(priceFactor),
    };
  });
}

/** Reads products written as `CODE weightGrams priceYuan edgeMillimetres customsCode zh en`; a `+` before the code means that a battery is inside. */
export function products(list: string): Product[] {
  return lines(list).map((line) => {
    const [code, weight, price, edge, customs, zh, ...rest] = line.split(/\s+/);
    const hasBattery = (code as string).startsWith('+');
    return {
      code: (code as string).replace('+', ''),
      zh: zh as string,
      en: rest.join(' '),
      weightGrams: Number(weight),
      priceMinor: Math.round(Number(price) * 100),
      edgeMillimetres: Number(edge),
      customsCode: customs as string,
      hasBattery,
    };
  });
}

function lines(list: string): string[] {
  return list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function rowsOf(list: string): { code: string; zh: string; rest: string[] }[] {
  return lines(list).map((line) => {
    const [code, zh, ...rest] = line.split(/\s+/);
    return { code: code as string, zh: zh as string, rest };
  });
}
