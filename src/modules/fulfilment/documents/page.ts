import PdfDocument from 'pdfkit';
import type { Instant } from '../../../kernel/clock.ts';
import type { Bars } from './bars.ts';
import { outlineOf } from './outlines.ts';

/** Characters that PDF's own Helvetica has: those of Latin-1. */
const OWN = /^[\u0020-\u007e\u00a1-\u00ff]$/;
/** The outlines are of the lightest weight: a line round them makes them as strong as Helvetica. */
const STROKE_PER_SIZE = 0.045;
const BOLD_STRENGTH = 1.4;
const POINTS_PER_INCH = 72;

/** How a text is set, in points. */
export interface TextStyle {
  readonly size: number;
  readonly isBold?: boolean;
  /** Text that is wider is cut off, with three dots. */
  readonly widthMax?: number;
}

/** A PDF of pages of one size, made without a clock: the same content gives the same bytes. */
export class Pages {
  readonly widthPoints: number;
  readonly heightPoints: number;
  readonly #document: PDFKit.PDFDocument;
  readonly #chunks: Buffer[] = [];
  readonly #ended: Promise<void>;

  constructor(title: string, inches: readonly [width: number, height: number], madeAt: Instant) {
    this.widthPoints = inches[0] * POINTS_PER_INCH;
    this.heightPoints = inches[1] * POINTS_PER_INCH;
    this.#document = new PdfDocument({
      autoFirstPage: false,
      size: [this.widthPoints, this.heightPoints],
      margin: 0,
      info: {
        Title: title,
        Producer: 'Linchpin',
        Creator: 'Linchpin',
        CreationDate: new Date(madeAt),
      },
    });
    this.#document.on('data', (chunk: Buffer) => void this.#chunks.push(chunk));
    this.#ended = new Promise((resolve, reject) => {
      this.#document.once('end', resolve);
      this.#document.once('error', reject);
    });
  }

  addPage(): void {
    this.#document.addPage();
  }

  /** Writes a line of text with its upper left corner at a place. Answers how wide it became. */
  write(text: string, x: number, y: number, style: TextStyle): number {
    const shown = this.#fit(text, style);
    let at = x;
    for (const run of runsOf(shown)) at += this.#writeRun(run, at, y, style);
    return at - x;
  }

  /** A straight line. */
  rule(x0: number, y0: number, x1: number, y1: number): void {
    this.#document.lineWidth(0.75).moveTo(x0, y0).lineTo(x1, y1).stroke();
  }

  /** A barcode, its modules a whole number of points wide where it fits so, centred in a width. */
  bars({ bars, widthModules }: Bars, x: number, y: number, width: number, height: number): void {
    const module = Math.min(width / widthModules, 1.5);
    const left = x + (width - module * widthModules) / 2;
    for (const bar of bars) {
      this.#document.rect(left + bar.at * module, y, bar.width * module, height);
    }
    this.#document.fill('black');
  }

  /** The bytes of the whole document. */
  async end(): Promise<Buffer> {
    this.#document.end();
    await this.#ended;
    return Buffer.concat(this.#chunks);
  }

  #fit(text: string, style: TextStyle): string {
    const clean = text.replaceAll(/\p{Cc}/gu, ' ');
    if (style.widthMax === undefined || this.#widthOf(clean, style) <= style.widthMax) return clean;
    const characters = Array.from(clean);
    while (
      characters.length > 0 &&
      this.#widthOf(`${characters.join('')}...`, style) > style.widthMax
    ) {
      characters.pop();
    }
    return `${characters.join('')}...`;
  }

  #widthOf(text: string, style: TextStyle): number {
    return runsOf(text).reduce((sum, run) => sum + this.#runWidth(run, style), 0);
  }

  #runWidth({ text, isOwn }: Run, style: TextStyle): number {
    if (isOwn) return this.#font(style).widthOfString(text);
    return Array.from(text).reduce((sum, character) => {
      const { advance, perEm } = outlineOf(character);
      return sum + (advance / perEm) * style.size;
    }, 0);
  }

  #font(style: TextStyle): PDFKit.PDFDocument {
    return this.#document
      .font(style.isBold === true ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(style.size);
  }

  #writeRun(run: Run, x: number, y: number, style: TextStyle): number {
    if (run.isOwn) {
      const document = this.#font(style);
      document.fillColor('black').text(run.text, x, y, { lineBreak: false });
      return document.widthOfString(run.text);
    }
    const document = this.#document;
    let at = x;
    for (const character of run.text) {
      const { svgPath, advance, perEm } = outlineOf(character);
      const scale = style.size / perEm;
      document.save();
      // Outlines stand on their baseline with y upwards; a page counts downwards.
      document.transform(scale, 0, 0, -scale, at, y + style.size * 0.88);
      const strength = style.isBold === true ? BOLD_STRENGTH : 1;
      document.lineWidth(perEm * STROKE_PER_SIZE * strength).lineJoin('round');
      if (svgPath !== '') document.path(svgPath).fillAndStroke('black', 'black');
      document.restore();
      at += advance * scale;
    }
    return at - x;
  }
}

interface Run {
  readonly text: string;
  /** True when PDF's own font has all of it. */
  readonly isOwn: boolean;
}

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const isOwn = OWN.test(character);
    const last = runs.at(-1);
    if (last?.isOwn === isOwn) runs[runs.length - 1] = { text: last.text + character, isOwn };
    else runs.push({ text: character, isOwn });
  }
  return runs;
}
