import { instantToText } from '../../../kernel/clock.ts';
import type { Manifest } from '../manifest.ts';
import type { Shipment } from '../shipment.ts';
import { addressLines } from './address-lines.ts';
import { readableSscc } from './label.ts';
import { Pages, type TextStyle } from './page.ts';

/** A4 in inches. */
const A4_INCHES = [8.27, 11.69] as const;
const MARGIN = 42;
const LINE_POINTS = 15;

/** Writes lines from top to bottom, with new pages where one is full. */
class Sheet {
  readonly pages: Pages;
  #y = Infinity;

  constructor(pages: Pages) {
    this.pages = pages;
  }

  line(
    cells: readonly (readonly [x: number, text: string])[],
    style: TextStyle = { size: 10 },
  ): void {
    if (this.#y > this.pages.heightPoints - MARGIN - LINE_POINTS) {
      this.pages.addPage();
      this.#y = MARGIN;
    }
    for (const [index, [x, text]] of cells.entries()) {
      const next = cells[index + 1]?.[0] ?? this.pages.widthPoints - 2 * MARGIN;
      this.pages.write(text, MARGIN + x, this.#y, { ...style, widthMax: next - x - 6 });
    }
    this.#y += LINE_POINTS * Math.max(1, style.size / 10);
  }

  rule(): void {
    this.pages.rule(MARGIN, this.#y, this.pages.widthPoints - MARGIN, this.#y);
    this.#y += 6;
  }
}

/** The packing slip of a shipment: what is in which carton, without prices. */
export async function packingSlipPdf(shipment: Shipment): Promise<Buffer> {
  const pages = new Pages(`Packing slip ${shipment.id}`, A4_INCHES, shipment.bookedAt);
  const sheet = new Sheet(pages);
  sheet.line([[0, `Packing slip ${shipment.id}`]], { size: 18, isBold: true });
  sheet.line([
    [0, `Order ${shipment.orderId}`],
    [250, `${shipment.carrier} ${shipment.trackingNumber}`],
  ]);
  sheet.rule();
  for (const line of addressLines(shipment.shipTo)) sheet.line([[0, line]]);
  for (const parcel of shipment.parcels) {
    sheet.rule();
    const sscc = parcel.sscc === null ? parcel.trackingNumber : readableSscc(parcel.sscc);
    sheet.line(
      [
        [0, `Carton ${parcel.number} of ${shipment.parcels.length}`],
        [250, sscc],
      ],
      { size: 10, isBold: true },
    );
    for (const { sku, quantity, lots } of parcel.lines) {
      const kept = (lots ?? []).flatMap(({ lot, serials }) => [
        ...(lot === null ? [] : [lot]),
        ...serials,
      ]);
      sheet.line([
        [0, `${quantity} x`],
        [50, sku],
        [250, kept.join(', ')],
      ]);
    }
  }
  return pages.end();
}

/** A manifest as a PDF: what the carrier collects, with totals and a line to sign. */
export async function manifestPdf(
  manifest: Manifest,
  shipments: readonly Shipment[],
): Promise<Buffer> {
  const pages = new Pages(
    `Manifest ${manifest.id}`,
    A4_INCHES,
    manifest.closedAt ?? manifest.openedAt,
  );
  const sheet = new Sheet(pages);
  sheet.line([[0, `Manifest ${manifest.id}`]], { size: 18, isBold: true });
  sheet.line([
    [0, `${manifest.carrier}, ${manifest.location}, ${manifest.day}`],
    [350, manifest.closedAt === null ? 'open' : `closed ${instantToText(manifest.closedAt)}`],
  ]);
  sheet.rule();
  sheet.line(
    [
      [0, 'Shipment'],
      [130, 'Tracking number'],
      [300, 'Parcels'],
      [360, 'Grams'],
      [430, 'Service'],
    ],
    {
      size: 9,
      isBold: true,
    },
  );
  for (const shipment of shipments) {
    sheet.line(
      [
        [0, shipment.id],
        [130, shipment.trackingNumber],
        [300, String(shipment.parcels.length)],
        [360, String(weightOf(shipment))],
        [430, shipment.service],
      ],
      { size: 9 },
    );
  }
  sheet.rule();
  sheet.line(
    [
      [0, `${manifest.shipments} shipments`],
      [130, `${manifest.parcels} parcels, ${manifest.weightGrams} g`],
    ],
    { size: 10, isBold: true },
  );
  sheet.line([[0, 'Collected by: ______________________________   Time: ______________']], {
    size: 12,
  });
  return pages.end();
}

/** A manifest as CSV (RFC 4180), one line a parcel. */
export function manifestCsv(shipments: readonly Shipment[]): string {
  const rows = shipments.flatMap((shipment) =>
    shipment.parcels.map((parcel) => [
      shipment.id,
      shipment.fulfilmentOrderId,
      shipment.service,
      parcel.trackingNumber,
      parcel.sscc ?? '',
      String(parcel.weightGrams),
      shipment.shipTo.countryCode,
      shipment.shipTo.postalCode ?? '',
    ]),
  );
  const header = [
    'shipment',
    'fulfilment_order',
    'service',
    'tracking_number',
    'sscc',
    'weight_grams',
    'country',
    'postal_code',
  ];
  return [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** Quotes where needed; what a spreadsheet would run as a formula is kept a text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function weightOf({ parcels }: Shipment): number {
  return parcels.reduce((sum, { weightGrams }) => sum + weightGrams, 0);
}
