import type { Parcel, Shipment } from '../shipment.ts';
import { addressLines } from './address-lines.ts';
import { code128Bars, ssccBars } from './bars.ts';
import { Pages } from './page.ts';

/** Four by six inches, as label printers take them. */
const LABEL_INCHES = [4, 6] as const;
const MARGIN = 14;
const GRAMS_PER_KILOGRAM = 1_000;

/** The SSCC with its application identifier as people read it. */
export function readableSscc(sscc: string): string {
  return `(00) ${sscc.slice(0, 1)} ${sscc.slice(1, 8)} ${sscc.slice(8, 17)} ${sscc.slice(17)}`;
}

const kilograms = (grams: number) => `${(grams / GRAMS_PER_KILOGRAM).toFixed(2)} kg`;

/** The labels of a shipment as a PDF: a page of 4 by 6 inches for each parcel. The same shipment gives the same bytes. */
export async function labelPdf(shipment: Shipment): Promise<Buffer> {
  const pages = new Pages(`Label ${shipment.id}`, LABEL_INCHES, shipment.bookedAt);
  for (const parcel of shipment.parcels) drawLabel(pages, shipment, parcel);
  return pages.end();
}

function drawLabel(pages: Pages, shipment: Shipment, parcel: Parcel): void {
  pages.addPage();
  const width = pages.widthPoints - 2 * MARGIN;
  const right = pages.widthPoints - MARGIN;
  pages.write(shipment.carrier, MARGIN, 14, { size: 16, isBold: true, widthMax: width * 0.6 });
  pages.write(shipment.service, MARGIN + width * 0.62, 18, { size: 12, widthMax: width * 0.38 });
  pages.rule(MARGIN, 38, right, 38);
  pages.write('FROM', MARGIN, 43, { size: 7 });
  for (const [index, line] of addressLines(shipment.shipFrom).slice(0, 5).entries()) {
    pages.write(line, MARGIN, 53 + index * 10, { size: 8, widthMax: width });
  }
  pages.rule(MARGIN, 106, right, 106);
  pages.write('TO', MARGIN, 111, { size: 7 });
  for (const [index, line] of addressLines(shipment.shipTo).slice(0, 8).entries()) {
    const size = index === 0 ? 14 : 12;
    pages.write(line, MARGIN, 121 + index * 16, { size, isBold: index === 0, widthMax: width });
  }
  pages.rule(MARGIN, 252, right, 252);
  pages.write(
    `${parcel.number} / ${shipment.parcels.length}    ${kilograms(parcel.weightGrams)}    ${shipment.fulfilmentOrderId}`,
    MARGIN,
    257,
    { size: 9, widthMax: width },
  );
  pages.bars(code128Bars(parcel.trackingNumber), MARGIN, 274, width, 46);
  pages.write(parcel.trackingNumber, MARGIN, 323, { size: 9, widthMax: width });
  pages.rule(MARGIN, 338, right, 338);
  if (parcel.sscc === null) return;
  pages.bars(ssccBars(parcel.sscc), MARGIN, 346, width, 62);
  pages.write(readableSscc(parcel.sscc), MARGIN, 412, { size: 9, widthMax: width });
}

/** Dots in an inch of the usual label printers (203 dpi). */
const DOTS_PER_INCH = 203;
/** What begins a command in ZPL, and what our own hexadecimal escapes begin with. */
const ESCAPED = /[\^~_\\\p{Cc}]|\P{ASCII}/gu;

/**
 * The labels of a shipment in ZPL II, one ^XA...^XZ a parcel, for printers of 203 dpi. The SSCC is a Code 128
 * in mode N whose subset C begins with FNC1 (>;>8). Text travels as UTF-8 (^CI28); a printer shows Chinese
 * when it has a font for it.
 */
export function labelZpl(shipment: Shipment): string {
  return shipment.parcels.map((parcel) => zplOf(shipment, parcel)).join('');
}

function zplOf(shipment: Shipment, parcel: Parcel): string {
  const lines = ['^XA', '^CI28', `^PW${4 * DOTS_PER_INCH}`, `^LL${6 * DOTS_PER_INCH}`, '^LH0,0'];
  const text = (x: number, y: number, height: number, content: string) =>
    lines.push(`^FO${x},${y}^A0N,${height},${height}^FH_^FD${zplText(content)}^FS`);
  const rule = (y: number) => lines.push(`^FO30,${y}^GB752,2,2^FS`);
  text(30, 30, 45, shipment.carrier);
  text(520, 38, 32, shipment.service);
  rule(100);
  for (const [index, line] of addressLines(shipment.shipFrom).slice(0, 5).entries()) {
    text(30, 115 + index * 28, 24, line);
  }
  rule(280);
  for (const [index, line] of addressLines(shipment.shipTo).slice(0, 8).entries()) {
    text(30, 300 + index * 44, 36, line);
  }
  rule(680);
  const count = `${parcel.number} / ${shipment.parcels.length}`;
  text(30, 695, 28, `${count}   ${kilograms(parcel.weightGrams)}   ${shipment.fulfilmentOrderId}`);
  lines.push(`^FO60,740^BY2^BCN,120,Y,N,N,A^FH_^FD${zplText(parcel.trackingNumber)}^FS`);
  rule(920);
  if (parcel.sscc !== null) {
    lines.push(`^FO90,945^BY3^BCN,170,N,N,N,N^FD>;>800${parcel.sscc}^FS`);
    text(90, 1_135, 30, readableSscc(parcel.sscc));
  }
  lines.push('^XZ');
  return `${lines.join('\n')}\n`;
}

/** Text of a ^FD field under ^FH_: what could be a command travels as its bytes in hexadecimal. */
function zplText(text: string): string {
  return text.replaceAll(ESCAPED, (character) =>
    [...Buffer.from(character, 'utf8')]
      .map((byte) => `_${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}
