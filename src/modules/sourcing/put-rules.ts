import { isTimeZone } from '../../kernel/calendar.ts';
import type { CommandHandler, FactSource } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { PutCarrierService, SourcingWeightsBody } from '../../../contracts/sourcing.ts';
import type { RulesFacts } from './rules.ts';

const EVERY_DAY = [true, true, true, true, true, true, true];

/** put_carrier_service: creates or replaces one service of a carrier with its lanes and rates. */
export function putCarrierServiceHandler(
  rules: FactSource<RulesFacts>,
): CommandHandler<PutCarrierService & { code: string }> {
  return {
    kind: 'put_carrier_service',
    need() {},
    decide(command, unit) {
      const service = command.body;
      const zones = new Set(service.zones.map(({ zone }) => zone));
      for (const lane of service.lanes) {
        if (!zones.has(lane.zone)) {
          return refuse(
            'invalid_settings',
            `A lane names the zone ${lane.zone}, which has no rates.`,
          );
        }
        if (lane.transitDaysMin > lane.transitDaysMax) {
          return refuse(
            'invalid_settings',
            `A lane to ${lane.destinationCountryCode} takes at least ${lane.transitDaysMin} and at most ${lane.transitDaysMax} days.`,
          );
        }
        if (!isTimeZone(lane.destinationTimeZone)) {
          return refuse('invalid_settings', `There is no time zone ${lane.destinationTimeZone}.`);
        }
      }
      for (const { zone, brackets } of service.zones) {
        if (
          brackets.some(
            ({ upToGrams }, index) =>
              index > 0 && upToGrams <= (brackets[index - 1]?.upToGrams ?? 0),
          )
        ) {
          return refuse(
            'invalid_settings',
            `The brackets of zone ${zone} do not ascend by weight.`,
          );
        }
      }
      const content = { ...service, movingWeekdays: service.movingWeekdays ?? EVERY_DAY };
      if (!content.movingWeekdays.includes(true)) {
        return refuse('invalid_settings', 'A service moves on at least one weekday.', {
          field: 'movingWeekdays',
        });
      }
      unit
        .facts(rules)
        .changed.services.set(service.code, { content, changedAt: command.receivedAt });
      const body = JSON.stringify(content);
      unit.emit({
        type: 'carrier_service.put',
        subject: `carrier_service/${service.code}`,
        occurredAt: command.receivedAt,
        data: body,
      });
      return { kind: 'accepted', status: 200, body };
    },
  };
}

/** put_weights: how much each part of the cost counts from now on. */
export function putWeightsHandler(
  rules: FactSource<RulesFacts>,
): CommandHandler<SourcingWeightsBody> {
  return {
    kind: 'put_weights',
    need() {},
    decide(command, unit) {
      const { currency, ...content } = command.body;
      unit.facts(rules).changed.weights = { currency, content, changedAt: command.receivedAt };
      const body = JSON.stringify(command.body);
      unit.emit({
        type: 'sourcing_weights.put',
        subject: 'sourcing/weights',
        occurredAt: command.receivedAt,
        data: body,
      });
      return { kind: 'accepted', status: 200, body };
    },
  };
}
