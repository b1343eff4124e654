import { render, type DrawingContext } from 'bwip-js/node';

/** A barcode as bars: where each begins and how wide it is, in modules of the code. */
export interface Bars {
  readonly widthModules: number;
  readonly bars: readonly { readonly at: number; readonly width: number }[];
}

/**
 * The bars of a GS1-128 symbol for an SSCC. The encoder refuses a wrong check digit, so that a label never
 * carries a code that scanners reject.
 */
export function ssccBars(sscc: string): Bars {
  return barsOf({ bcid: 'gs1-128', text: `(00)${sscc}` });
}

/** The bars of a Code 128 symbol for a carrier's number. */
export function code128Bars(text: string): Bars {
  return barsOf({ bcid: 'code128', text });
}

function barsOf(options: { readonly bcid: string; readonly text: string }): Bars {
  const bars: { at: number; width: number }[] = [];
  let widthModules = 0;
  const collector: DrawingContext<Bars> = {
    scale: () => null,
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: (width) => void (widthModules = width),
    // A bar is told by its middle, which for odd widths is rounded up.
    line: (x, _y0, _x1, _y1, width) => void bars.push({ at: x - Math.ceil(width / 2), width }),
    polygon: () => undefined,
    hexagon: () => undefined,
    ellipse: () => undefined,
    fill: () => undefined,
    text: () => undefined,
    end: () => ({ widthModules, bars }),
  };
  return render({ ...options, scale: 1, height: 10, includetext: false }, collector);
}
