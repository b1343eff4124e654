import type { CommandHandler } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { PutSlots } from '../../../contracts/fulfilment.ts';
import { fulfilmentWorldOf, type FulfilmentSources } from './fulfilment-world.ts';
import { placeId } from './slots.ts';

/** put_slots: where slots are and what is picked in them. A SKU that is put into a slot leaves its former one. */
export function putSlotsHandler(
  sources: FulfilmentSources,
): CommandHandler<PutSlots & { readonly location: string }> {
  return {
    kind: 'put_slots',
    need({ body: { location, slots } }, unit) {
      for (const { code, skus } of slots) {
        unit.facts(sources.slots).need(placeId(location, code));
        unit.facts(sources.skuPlaces).needBy('slot_id', placeId(location, code));
        for (const sku of skus) {
          unit.facts(sources.skuPlaces).need(placeId(location, sku));
          unit.facts(sources.orders.catalogue).needSkuCode(sku);
        }
      }
    },
    decide(command, unit) {
      const world = fulfilmentWorldOf(sources, unit);
      const { location, slots } = command.body;
      const unknown = [
        ...(world.catalogue.location(location) === undefined ? [location] : []),
        ...slots
          .flatMap(({ skus }) => skus)
          .filter((sku) => world.catalogue.sku(sku) === undefined),
      ];
      if (unknown.length > 0) {
        return refuse('unknown_reference', `Nothing is known under ${unknown.join(', ')}.`, {
          unknown,
        });
      }
      const named = slots.flatMap(({ skus }) => skus);
      const seen = new Set<string>();
      const twice = named.find((sku) => seen.size === seen.add(sku).size);
      if (twice !== undefined) {
        return refuse('invalid_settings', `${twice} is in two slots; a SKU is picked in one.`, {
          sku: twice,
        });
      }
      for (const given of slots) {
        const slot = {
          code: given.code,
          aisle: given.aisle ?? null,
          xMillimetres: given.xMillimetres ?? null,
          yMillimetres: given.yMillimetres ?? null,
          sequence: given.sequence,
        };
        const id = placeId(location, given.code);
        const known = world.slots.find(id);
        if (known === undefined) world.slots.add({ id, version: 1, location, ...slot });
        else world.slots.change({ ...known, ...slot });
        for (const place of world.skuPlaces.findBy('slot_id', id)) {
          if (!given.skus.includes(place.sku)) {
            world.skuPlaces.change({ ...place, slotId: null, slot: null });
          }
        }
        for (const sku of given.skus) {
          const place = world.skuPlaces.find(placeId(location, sku));
          const placed = { location, sku, slotId: id, slot };
          if (place === undefined) {
            world.skuPlaces.add({ id: placeId(location, sku), version: 1, ...placed });
          } else world.skuPlaces.change({ ...place, ...placed });
        }
      }
      unit.emit({
        type: 'fulfilment.slots_put',
        subject: `location/${location}`,
        occurredAt: command.receivedAt,
        data: JSON.stringify({ location, slots }),
      });
      return { kind: 'accepted', status: 200, body: JSON.stringify({ put: slots.length }) };
    },
  };
}
