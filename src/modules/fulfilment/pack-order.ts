import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { PackOrder } from '../../../contracts/fulfilment.ts';
import { advanceShipment, changeOrder } from '../orders/index.ts';
import { bookShipmentFor } from './book-shipment.ts';
import type { Triple } from './fill-box.ts';
import { inState, sumByLine, type FulfilmentOrder, type PackedCarton } from './fulfilment-order.ts';
import {
  companyOf,
  siteOf,
  type FulfilmentSources,
  type FulfilmentWorld,
} from './fulfilment-world.ts';
import {
  accepted,
  fulfilmentHandler,
  gateOf,
  noSuch,
  notNow,
  orderOf,
  refuseWhenStopped,
} from './handler.ts';
import { boxesOf, settingsOf, tripleOf } from './site.ts';
import { ssccOf } from './sscc.ts';
import { readyForPickUp } from './hand-over.ts';
import { fulfilmentOrderView, shipmentView } from './views.ts';

/** Scales and packing material differ by so much whatever a carton weighs. */
const WEIGHT_TOLERANCE_GRAMS = 50;

type PackCommand = PackOrder & { readonly fulfilmentOrder: string };

/** pack_order: closed cartons with their measured weights. Each gets its SSCC; the shipment is booked at once. */
export function packOrderHandler(sources: FulfilmentSources): CommandHandler<PackCommand> {
  return fulfilmentHandler<PackCommand>(
    sources,
    'pack_order',
    ({ fulfilmentOrder, cartons }, unit) => {
      unit.facts(sources.fulfilmentOrders).need(fulfilmentOrder);
      unit.facts(sources.serials).need(cartons.length);
    },
    packOrder,
  );
}

function packOrder(command: Command<PackCommand>, world: FulfilmentWorld): Outcome {
  const { body } = command;
  const found = world.fulfilmentOrders.find(body.fulfilmentOrder);
  if (found === undefined) return noSuch('fulfilment order', body.fulfilmentOrder);
  if (found.state !== 'picked') {
    return notNow('Fulfilment order', found.id, found.state, 'packed');
  }
  const refusal = refuseWhenStopped(world, found) ?? refuseCartons(world, found, body);
  if (refusal !== null) return refusal;
  const { settings } = companyOf(world);
  const outerOf = outerSides(world, found);
  const parcels = body.cartons.map((carton, index): PackedCarton => ({
    number: index + 1,
    sscc: ssccOf(settings.gs1CompanyPrefix, settings.ssccExtensionDigit, world.serials.take()),
    box: carton.box,
    weightGrams: carton.weightGrams,
    outerMillimetres:
      carton.outerMillimetres === undefined ? outerOf(carton) : tripleOf(carton.outerMillimetres),
    lines: carton.lines,
  }));
  const packed = packParcels(world, command, found, parcels);
  // What is stopped has no label: it is asked for once it goes on. What is collected never has one.
  const isCollected = orderOf(world, packed).details.kind === 'pick_up';
  if (isCollected || body.booksShipment === false || gateOf(world, packed) !== null) {
    return accepted({ ...fulfilmentOrderView(packed), shipment: null });
  }
  // What no carrier takes at the moment is packed all the same: its label is asked for later.
  const booked = bookShipmentFor(world, command, packed, null);
  const after = world.fulfilmentOrders.find(packed.id) ?? packed;
  return accepted({
    ...fulfilmentOrderView(after),
    shipment: booked.kind === 'booked' ? shipmentView(booked.shipment) : null,
  });
}

/**
 * All that was picked is in closed parcels: the order learns of it, and the ship gate is asked. What somebody
 * collects is ready for that.
 */
export function packParcels(
  world: FulfilmentWorld,
  command: Command,
  found: FulfilmentOrder,
  parcels: readonly PackedCarton[],
): FulfilmentOrder {
  const order = orderOf(world, found);
  changeOrder(world, command, order, {
    draft: advanceShipment(order, found.number, 'packed'),
    eventType: 'fulfilment.packed',
    eventFacts: {
      fulfilmentOrder: found.id,
      location: found.location,
      parcels: parcels.map(({ number, sscc, box, weightGrams }) => ({
        number,
        sscc,
        box,
        weightGrams,
      })),
    },
  });
  const packed = world.fulfilmentOrders.change({
    ...inState(found, 'packed', command.receivedAt),
    lines: found.lines.map((line) => ({ ...line, packed: line.picked })),
    parcels,
  });
  world.points.shipGate(command, world, orderOf(world, packed), {
    location: packed.location,
    service: packed.service,
    parcels: parcels.length,
    weightGrams: parcels.reduce((sum, { weightGrams }) => sum + weightGrams, 0),
    lines: packed.lines.map((line) => ({ sku: line.sku, quantity: line.packed })),
  });
  return order.details.kind === 'pick_up' ? readyForPickUp(world, command, packed) : packed;
}

function refuseCartons(
  world: FulfilmentWorld,
  order: FulfilmentOrder,
  { cartons, acceptsWeight }: PackOrder,
): Refusal | null {
  const packed = sumByLine(cartons.flatMap(({ lines }) => lines));
  const wrong = order.lines.find(
    ({ lineNumber, picked }) => (packed.get(lineNumber) ?? 0) !== picked,
  );
  const unknown = [...packed.keys()].find(
    (lineNumber) => !order.lines.some((line) => line.lineNumber === lineNumber),
  );
  if (wrong !== undefined || unknown !== undefined) {
    const lineNumber = wrong?.lineNumber ?? unknown;
    return refuse(
      'invalid_request',
      wrong === undefined
        ? `${order.id} has no line ${unknown}.`
        : `${wrong.picked} of line ${wrong.lineNumber} (${wrong.sku}) were picked, ${packed.get(wrong.lineNumber) ?? 0} are in the cartons.`,
      { lineNumber, picked: wrong?.picked ?? 0 },
    );
  }
  const site = siteOf(world, order.location);
  const boxes = new Map(boxesOf(site).map((box) => [box.code, box]));
  const skuOfLine = new Map(order.lines.map(({ lineNumber, skuId }) => [lineNumber, skuId]));
  for (const [index, { box: code, weightGrams, lines }] of cartons.entries()) {
    const box = code === null ? null : boxes.get(code);
    if (box === undefined) {
      return refuse('unknown_reference', `${order.location} has no box ${code}.`, { box: code });
    }
    if (box !== null && weightGrams > box.maxWeightGrams) {
      return refuse(
        'weight_differs',
        `Carton ${index + 1} weighs ${weightGrams} grams; the box ${box.code} holds ${box.maxWeightGrams}.`,
        { carton: index + 1, weightGramsMax: box.maxWeightGrams },
      );
    }
    if (acceptsWeight === true) continue;
    const expected = lines.reduce(
      (sum, line) =>
        sum +
        line.quantity *
          world.catalogue.skuById(skuOfLine.get(line.lineNumber) as number).weightGrams,
      box?.tareGrams ?? 0,
    );
    const tolerance = Math.max(
      WEIGHT_TOLERANCE_GRAMS,
      (expected * settingsOf(site).weightTolerancePermille) / 1_000,
    );
    if (Math.abs(weightGrams - expected) <= tolerance) continue;
    return refuse(
      'weight_differs',
      `Carton ${index + 1} weighs ${weightGrams} grams, ${expected} were expected: something is missing or too much.`,
      { carton: index + 1, expectedGrams: expected },
    );
  }
  return null;
}

/** The outer sides of a carton: those of its box, or of the one thing that travels by itself. */
function outerSides(
  world: FulfilmentWorld,
  order: FulfilmentOrder,
): (carton: PackOrder['cartons'][number]) => Triple | null {
  const boxes = new Map(
    boxesOf(siteOf(world, order.location)).map((box) => [box.code, box.outerMillimetres]),
  );
  return ({ box, lines }) => {
    if (box !== null) return boxes.get(box) ?? null;
    const [only, ...others] = lines;
    if (only === undefined || others.length > 0 || only.quantity > 1) return null;
    const line = order.lines.find(({ lineNumber }) => lineNumber === only.lineNumber);
    if (line === undefined) return null;
    const { dimensionsMillimetres } = world.catalogue.skuById(line.skuId);
    return dimensionsMillimetres === null ? null : tripleOf(dimensionsMillimetres);
  };
}
