import { isTimeZone } from '../../kernel/calendar.ts';
import { instantFromText } from '../../kernel/clock.ts';
import type { CommandHandler, FactSource } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { PutLocation, PutSku } from '../../../contracts/inventory.ts';
import type { CatalogueFacts } from './catalogue.ts';

const MONDAY_TO_FRIDAY = [false, true, true, true, true, true, false];
const CUTOFF_MINUTE_OF_DAY_DEFAULT = 14 * 60;

/** put_sku: creates or replaces SKUs, up to some thousand at once. */
export function putSkuHandler(
  catalogue: FactSource<CatalogueFacts>,
): CommandHandler<{ skus: PutSku[] }> {
  return {
    kind: 'put_skus',
    need({ body }, unit) {
      const facts = unit.facts(catalogue);
      for (const { components } of body.skus) {
        for (const { sku } of components ?? []) facts.needSkuCode(sku);
      }
    },
    decide(command, unit) {
      const facts = unit.facts(catalogue);
      const wrong = checkComponents(command.body.skus, facts);
      if (wrong !== null) return wrong;
      for (const sku of command.body.skus) {
        facts.putSku({
          code: sku.code,
          name: sku.name,
          names: sku.names ?? {},
          weight_grams: sku.weightGrams,
          length_millimetres: sku.dimensionsMillimetres?.length ?? null,
          width_millimetres: sku.dimensionsMillimetres?.width ?? null,
          height_millimetres: sku.dimensionsMillimetres?.height ?? null,
          value_minor: sku.valueMinor,
          customs_code: sku.customsCode ?? null,
          origin_country_code: sku.originCountryCode ?? null,
          requires: sku.requires ?? [],
          attributes: sku.attributes ?? {},
          backorder: sku.backorder ?? 'incoming',
          lead_time_days: sku.leadTimeDays ?? null,
          available_from_ms:
            sku.availableFrom === undefined ? null : instantFromText(sku.availableFrom),
          components:
            sku.components === undefined
              ? null
              : { shipsTogether: sku.shipsTogether ?? false, parts: sku.components },
          changed_at_ms: command.receivedAt,
        });
        unit.emit({
          type: 'sku.put',
          subject: `sku/${sku.code}`,
          occurredAt: command.receivedAt,
          data: JSON.stringify(sku),
        });
      }
      return {
        kind: 'accepted',
        status: 200,
        body: JSON.stringify({ put: command.body.skus.length }),
      };
    },
  };
}

/** A refusal of a bundle whose parts are not there, are bundles themselves or are named twice. */
function checkComponents(skus: readonly PutSku[], facts: CatalogueFacts): Refusal | null {
  const given = new Map(skus.map((sku) => [sku.code, sku.components !== undefined]));
  for (const { code, components = [] } of skus) {
    const names = components.map(({ sku }) => sku);
    for (const name of names) {
      const isBundle = given.get(name) ?? (facts.sku(name)?.components ?? null) !== null;
      if (!given.has(name) && facts.sku(name) === undefined) {
        return refuse('unknown_reference', `There is no SKU ${name} for bundle ${code}.`, {
          field: 'components',
          skus: [name],
        });
      }
      if (name === code || isBundle || names.indexOf(name) !== names.lastIndexOf(name)) {
        return refuse(
          'invalid_settings',
          `Bundle ${code} names ${name} as a part: a part is no bundle and is named once.`,
          { field: 'components' },
        );
      }
    }
  }
  return null;
}

/** put_location: creates or replaces a location. */
export function putLocationHandler(
  catalogue: FactSource<CatalogueFacts>,
): CommandHandler<PutLocation & { code: string }> {
  return {
    kind: 'put_location',
    need() {},
    decide(command, unit) {
      const location = command.body;
      if (!isTimeZone(location.timeZone)) {
        return refuse('invalid_settings', `There is no time zone ${location.timeZone}.`, {
          field: 'timeZone',
        });
      }
      const weekdays = location.workingWeekdays ?? MONDAY_TO_FRIDAY;
      if (!weekdays.includes(true)) {
        return refuse('invalid_settings', 'A location works on at least one weekday.', {
          field: 'workingWeekdays',
        });
      }
      unit.facts(catalogue).putLocation({
        code: location.code,
        name: location.name,
        names: location.names ?? {},
        kind: location.kind,
        address: location.address,
        country_code: location.address.countryCode,
        region_code: location.address.regionCode ?? null,
        latitude: location.address.latitude ?? null,
        longitude: location.address.longitude ?? null,
        time_zone: location.timeZone,
        working_weekdays: weekdays,
        holidays: location.holidays ?? [],
        cutoff_minute_of_day: location.cutoffMinuteOfDay ?? CUTOFF_MINUTE_OF_DAY_DEFAULT,
        handling_days: location.handlingDays ?? 0,
        handling_minor_per_shipment: location.handlingMinorPerShipment ?? 0,
        handling_minor_per_unit: location.handlingMinorPerUnit ?? 0,
        daily_capacity_shipments: location.dailyCapacityShipments ?? null,
        stock_worth_permille: location.stockWorthPermille ?? 0,
        capabilities: location.capabilities ?? [],
        is_open: location.isOpen ?? true,
        changed_at_ms: command.receivedAt,
      });
      const body = JSON.stringify(location);
      unit.emit({
        type: 'location.put',
        subject: `location/${location.code}`,
        occurredAt: command.receivedAt,
        data: body,
      });
      return { kind: 'accepted', status: 200, body };
    },
  };
}
