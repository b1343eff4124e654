import type { CommandHandler, DecisionKind, FactSource } from '../../hub/index.ts';
import type { OrderSources } from '../orders/index.ts';
import { answerChangeRequestHandler } from './answer-change-request.ts';
import { bookShipmentHandler } from './book-shipment.ts';
import { amendAnyOrderHandler, cancelAnyOrderHandler } from './change-orders.ts';
import { closeManifestHandler } from './close-manifest.ts';
import { confirmPicksHandler, startPickListHandler } from './confirm-picks.ts';
import { CARRIER_DECISION } from './decide-carrier.ts';
import { CARTON_DECISION } from './decide-cartons.ts';
import { PICK_PATH_DECISION } from './decide-pick-path.ts';
import { WAVE_DECISION } from './decide-waves.ts';
import { endCollectionHandler } from './end-collection.ts';
import { createFulfilmentSources } from './fulfilment-world.ts';
import { handOverHandler } from './hand-over.ts';
import { packAsToldHandler } from './pack-as-told.ts';
import { packOrderHandler } from './pack-order.ts';
import { planWavesHandler } from './plan-waves.ts';
import { settingsHandlers } from './put-settings.ts';
import { purchaseMailHandlers } from './purchase-mails.ts';
import { purchaseOrderHandlers } from './purchase-orders.ts';
import { releaseOrderHandler } from './release-order.ts';
import { cancelWaveHandler, releaseWaveHandler } from './release-wave.ts';
import { reportTrackingHandler } from './report-tracking.ts';
import {
  reportShippedHandler,
  shipShipmentHandler,
  takeOutHandler,
  voidShipmentHandler,
} from './ship-shipment.ts';
import { shipPurchaseOrderHandler } from './ship-purchase-order.ts';
import { putSlotsHandler } from './put-slots.ts';

export {
  listChangeRequests,
  listFulfilmentOrders,
  listManifests,
  listPickLists,
  listPurchaseOrders,
  listShipments,
  listSlots,
  listWaves,
  readCarrierContract,
  readChangeRequest,
  readFulfilmentOrder,
  readManifest,
  readOrderFulfilment,
  readPickList,
  readPurchaseOrder,
  readShipment,
  readShippingCompany,
  readSite,
  readWave,
  type FulfilmentOrderFilter,
} from './read-fulfilment.ts';
export { readPastPackings, type PastPacking } from './past-packings.ts';
export { readParcel } from './read-parcel.ts';
export { readSupplierMail, type SupplierMailFacts } from './read-supplier-mail.ts';
export { readWays } from './read-ways.ts';
export { makeManifestDocument, makeShipmentDocument } from './make-documents.ts';
export {
  manifestDeadlines,
  purchaseDeadlines,
  readWaveCandidates,
  waveDeadlines,
} from './fulfilment-deadlines.ts';
export { MAIL_SUPPLIER, type MailSupplier, type SupplierMailTold } from './purchase-mails.ts';

/** The automatic choices of this room. */
export const FULFILMENT_DECISIONS = [
  WAVE_DECISION,
  PICK_PATH_DECISION,
  CARTON_DECISION,
  CARRIER_DECISION,
] as readonly DecisionKind<never, unknown>[];

/** The fulfilment room: its facts, which load before those of orders, and its commands. */
export function createFulfilment(orders: OrderSources) {
  const sources = createFulfilmentSources(orders);
  return {
    sources,
    leadingSources: [
      sources.changeRequests,
      sources.pickLists,
      sources.shipments,
      sources.waves,
      sources.fulfilmentOrders,
      sources.askedAndListed,
      sources.purchaseOrders,
      sources.sites,
      sources.companies,
      sources.manifests,
      sources.slots,
      sources.skuPlaces,
      sources.serials,
    ] as FactSource<unknown>[],
    handlers: [
      releaseOrderHandler(sources),
      ...purchaseOrderHandlers(sources),
      ...purchaseMailHandlers(sources),
      shipPurchaseOrderHandler(sources),
      ...settingsHandlers(sources),
      putSlotsHandler(sources),
      planWavesHandler(sources),
      releaseWaveHandler(sources),
      cancelWaveHandler(sources),
      startPickListHandler(sources),
      confirmPicksHandler(sources),
      takeOutHandler(sources),
      packOrderHandler(sources),
      bookShipmentHandler(sources),
      voidShipmentHandler(sources),
      shipShipmentHandler(sources),
      reportShippedHandler(sources),
      handOverHandler(sources),
      endCollectionHandler(sources),
      reportTrackingHandler(sources),
      closeManifestHandler(sources),
      cancelAnyOrderHandler(sources),
      amendAnyOrderHandler(sources),
      answerChangeRequestHandler(sources),
    ] as CommandHandler<never>[],
    /** What only trials ask for. */
    trialHandlers: [packAsToldHandler(sources)] as CommandHandler<never>[],
  };
}
