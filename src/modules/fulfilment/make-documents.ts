import type { Queryable } from '../../platform/postgres/index.ts';
import type { Answer } from '../inventory/index.ts';
import { noSuch } from './handler.ts';
import {
  readManifestShipments,
  readStoredManifest,
  readStoredShipment,
} from './read-fulfilment.ts';
import type { Shipment } from './shipment.ts';

// What draws documents is loaded with the first of them: a server that starts does not wait for it.

/** A document, with the location that it belongs to. */
interface Made {
  readonly location: string;
  readonly content: Buffer;
}

/** So many shipments stand on a printed manifest at most: beyond, the CSV of its parts is of more use. */
const SHIPMENTS_MAX = 5_000;
const SHIPMENTS_AT_ONCE = 500;

/** A document of a shipment. It is made from what was booked, so the same one comes whenever it is asked for. */
export async function makeShipmentDocument(
  client: Queryable,
  id: string,
  document: 'label.pdf' | 'label.zpl' | 'packing-slip.pdf',
): Promise<Answer<Made>> {
  const shipment = await readStoredShipment(client, id);
  if (shipment === null) return noSuch('shipment', id);
  const { labelPdf, labelZpl } = await import('./documents/label.ts');
  const { packingSlipPdf } = await import('./documents/papers.ts');
  const content =
    document === 'label.zpl'
      ? Buffer.from(labelZpl(shipment))
      : await (document === 'label.pdf' ? labelPdf(shipment) : packingSlipPdf(shipment));
  return { kind: 'found', value: { location: shipment.location, content } };
}

/** A document of a manifest: the shipments that stand on it now. */
export async function makeManifestDocument(
  client: Queryable,
  id: string,
  document: 'manifest.pdf' | 'manifest.csv',
): Promise<Answer<Made>> {
  const manifest = await readStoredManifest(client, id);
  if (manifest === null) return noSuch('manifest', id);
  const shipments: Shipment[] = [];
  for (let after = ''; shipments.length < SHIPMENTS_MAX;) {
    const page = await readManifestShipments(client, id, after, SHIPMENTS_AT_ONCE);
    shipments.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < SHIPMENTS_AT_ONCE) break;
    after = last.id;
  }
  const { manifestCsv, manifestPdf } = await import('./documents/papers.ts');
  const content =
    document === 'manifest.csv'
      ? Buffer.from(manifestCsv(shipments))
      : await manifestPdf(manifest, shipments);
  return { kind: 'found', value: { location: manifest.location, content } };
}
