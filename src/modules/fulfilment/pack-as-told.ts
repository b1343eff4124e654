import type { Command, CommandHandler, Outcome } from '../../hub/index.ts';
import type { FulfilmentState } from '../../../contracts/fulfilment.ts';
import { inState, type FulfilmentOrder, type PackedCarton } from './fulfilment-order.ts';
import type { FulfilmentSources, FulfilmentWorld } from './fulfilment-world.ts';
import { accepted, fulfilmentHandler, noSuch, notNow, refuseWhenStopped } from './handler.ts';
import { packParcels } from './pack-order.ts';
import { fulfilmentOrderView } from './views.ts';

interface PackAsTold {
  readonly fulfilmentOrder: string;
  /** Null: it is one parcel, which weighs what its goods weigh. */
  readonly parcels: readonly { readonly weightGrams: number }[] | null;
}

const ON_THE_WAY: readonly FulfilmentState[] = ['waved', 'picking', 'picked'];

/**
 * pack_as_told: all of a fulfilment order is picked and packed at once. For trials of what has been: nobody walks
 * there, and no serial number is taken. What follows from its being packed is what follows in a warehouse.
 */
export function packAsToldHandler(sources: FulfilmentSources): CommandHandler<PackAsTold> {
  return fulfilmentHandler<PackAsTold>(
    sources,
    'pack_as_told',
    ({ fulfilmentOrder }, unit) => unit.facts(sources.fulfilmentOrders).need(fulfilmentOrder),
    packAsTold,
  );
}

function packAsTold(command: Command<PackAsTold>, world: FulfilmentWorld): Outcome {
  const { body, receivedAt: now } = command;
  const found = world.fulfilmentOrders.find(body.fulfilmentOrder);
  if (found === undefined) return noSuch('fulfilment order', body.fulfilmentOrder);
  // How suppliers pack nobody hears of.
  const isSupplier = world.catalogue.locationById(found.locationId).kind === 'supplier';
  if (found.state !== 'open' || isSupplier) {
    return notNow('Fulfilment order', found.id, found.state, 'packed');
  }
  const refusal = refuseWhenStopped(world, found);
  if (refusal !== null) return refusal;
  const allPicked: FulfilmentOrder = {
    ...found,
    lines: found.lines.map((line) => ({ ...line, picked: line.quantity })),
  };
  const picked = ON_THE_WAY.reduce((order, state) => inState(order, state, now), allPicked);
  const parcels = body.parcels ?? [{ weightGrams: weightOf(world, picked) }];
  const packed = packParcels(
    world,
    command,
    picked,
    parcels.map(({ weightGrams }, index): PackedCarton => ({
      number: index + 1,
      sscc: `${picked.id}-${index + 1}`,
      box: null,
      weightGrams,
      outerMillimetres: null,
      // Which goods are in which of them matters to nobody here.
      lines: index === 0 ? picked.lines : [],
    })),
  );
  return accepted(fulfilmentOrderView(packed));
}

function weightOf({ catalogue }: FulfilmentWorld, { lines }: FulfilmentOrder): number {
  return lines.reduce(
    (sum, { skuId, quantity }) => sum + quantity * catalogue.skuById(skuId).weightGrams,
    0,
  );
}
