import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { isTimeZone } from '../../kernel/calendar.ts';
import type { CommandHandler, FactSource, RecordFacts, Write } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { PutChannel } from '../../../contracts/orders.ts';
import type { ChannelOrderKinds } from '../../../contracts/order-kinds.ts';
import type { ChannelPayments } from '../../../contracts/payments.ts';
import * as sql from './orders.sql.ts';
import type { PaymentProvider } from './payment-providers.ts';

/** Of a channel that names none. */
const RETURN_WINDOW_DAYS = 30;

/** Where orders come from, and what its orders are allowed. */
export interface Channel {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
  readonly currency: string;
  readonly timeZone: string;
  readonly paymentDeadlineMinutes: number | null;
  readonly backorder: 'allow' | 'refuse';
  readonly split: 'allow' | 'never';
  readonly promiseTargetDays: number | null;
  readonly excludedLocationCodes: readonly string[];
  /** Sourced orders are released so long after they were placed; null: by a person. */
  readonly releaseAfterMinutes: number | null;
  /** So long after the delivery an order is closed. */
  readonly returnWindowDays: number;
  /** Who captures and refunds; null: the channel itself, which tells us. */
  readonly payments: ChannelPayments | null;
  /** What orders of other kinds than standard are allowed; null: the defaults. */
  readonly orderKinds: ChannelOrderKinds | null;
  readonly customFieldsSchema: object | null;
  /** The compiled schema; null takes no custom fields. */
  readonly validateCustomFields: ValidateFunction | null;
}

/** The channels as one batch sees them. */
export class ChannelFacts {
  readonly #byCode: ReadonlyMap<string, Channel>;
  readonly #byId: ReadonlyMap<number, Channel>;
  readonly changed = new Map<string, Readonly<Record<string, unknown>>>();

  constructor(channels: readonly Channel[]) {
    this.#byCode = new Map(channels.map((channel) => [channel.code, channel]));
    this.#byId = new Map(channels.map((channel) => [channel.id, channel]));
  }

  channel(code: string): Channel | undefined {
    return this.#byCode.get(code);
  }

  channelById(id: number): Channel | undefined {
    return this.#byId.get(id);
  }
}

/** A row of orders.channel. */
export interface ChannelRow {
  id: number;
  code: string;
  name: string;
  names: Record<string, string>;
  currency: string;
  time_zone: string;
  payment_deadline_minutes: number | null;
  backorder: Channel['backorder'];
  split: Channel['split'];
  promise_target_days: number | null;
  excluded_location_codes: string[];
  release_after_minutes: number | null;
  return_window_days: number;
  payments: ChannelPayments | null;
  order_kinds: ChannelOrderKinds | null;
  custom_fields_schema: object | null;
}

/** A row of orders.channel as a channel. */
export function channelOf(row: ChannelRow): Channel {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    names: row.names,
    currency: row.currency,
    timeZone: row.time_zone,
    paymentDeadlineMinutes: row.payment_deadline_minutes,
    backorder: row.backorder,
    split: row.split,
    promiseTargetDays: row.promise_target_days,
    excludedLocationCodes: row.excluded_location_codes,
    releaseAfterMinutes: row.release_after_minutes,
    returnWindowDays: row.return_window_days,
    payments: row.payments,
    orderKinds: row.order_kinds,
    customFieldsSchema: row.custom_fields_schema,
    validateCustomFields:
      row.custom_fields_schema === null ? null : compileSchema(row.custom_fields_schema),
  };
}

function compileSchema(schema: object): ValidateFunction {
  const validate = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(
    schema,
  );
  // Such a schema answers a promise, which would pass everything.
  if ('$async' in validate) throw new Error('$async is not taken');
  return validate;
}

/** Holds what a batch sees of the channels; `use` swaps the facts in when they are loaded. */
export interface ChannelsInBatch {
  facts: ChannelFacts;
}

/** The facts about channels. One a process: it keeps what it has read until the version changes. */
export function createChannelSource(): FactSource<ChannelsInBatch> {
  let kept: { version: number; channels: readonly Channel[] } = { version: 0, channels: [] };
  return {
    name: 'channels',
    open: () => ({ facts: new ChannelFacts([]) }),
    async load(batch, unit, run) {
      const version = unit.factVersions.get('channel') ?? 0;
      if (version !== kept.version) {
        kept = { version, channels: (await run<ChannelRow>(sql.readChannels, [])).map(channelOf) };
      }
      batch.facts = new ChannelFacts(kept.channels);
    },
    write({ facts: { changed } }): Write[] {
      if (changed.size === 0) return [];
      return [{ statement: sql.putChannels, values: [JSON.stringify([...changed.values()])] }];
    },
  };
}

/** put_channel: creates or replaces a channel. */
export function putChannelHandler(
  channels: FactSource<ChannelsInBatch>,
  providers: FactSource<RecordFacts<PaymentProvider>>,
): CommandHandler<PutChannel & { code: string }> {
  return {
    kind: 'put_channel',
    need({ body }, unit) {
      if (body.payments?.provider !== undefined) {
        unit.facts(providers).need(body.payments.provider);
      }
    },
    decide(command, unit) {
      const channel = command.body;
      const wrong = checkPayments(channel, unit.facts(providers));
      if (wrong !== null) return wrong;
      if (!isTimeZone(channel.timeZone)) {
        return refuse('invalid_settings', `There is no time zone ${channel.timeZone}.`, {
          field: 'timeZone',
        });
      }
      if (channel.customFieldsSchema) {
        try {
          compileSchema(channel.customFieldsSchema);
        } catch (error) {
          return refuse(
            'invalid_settings',
            `customFieldsSchema is no JSON Schema: ${(error as Error).message}`,
            {
              field: 'customFieldsSchema',
            },
          );
        }
      }
      unit.facts(channels).facts.changed.set(channel.code, {
        code: channel.code,
        name: channel.name,
        names: channel.names ?? {},
        currency: channel.currency,
        time_zone: channel.timeZone,
        payment_deadline_minutes: channel.paymentDeadlineMinutes ?? null,
        backorder: channel.backorder ?? 'allow',
        split: channel.split ?? 'allow',
        promise_target_days: channel.promiseTargetDays ?? null,
        excluded_location_codes: channel.excludedLocations ?? [],
        release_after_minutes: channel.releaseAfterMinutes ?? null,
        return_window_days: channel.returnWindowDays ?? RETURN_WINDOW_DAYS,
        payments: channel.payments ?? null,
        order_kinds: channel.orderKinds ?? null,
        custom_fields_schema: channel.customFieldsSchema ?? null,
        changed_at_ms: command.receivedAt,
      });
      const body = JSON.stringify(channel);
      unit.emit({
        type: 'channel.put',
        subject: `channel/${channel.code}`,
        occurredAt: command.receivedAt,
        data: body,
      });
      return { kind: 'accepted', status: 200, body };
    },
  };
}

/** A refusal of settings for money that nobody could carry out. */
function checkPayments(
  { payments, currency }: PutChannel,
  providers: RecordFacts<PaymentProvider>,
): Refusal | null {
  if (payments === undefined) return null;
  const { capture, refund, provider: code } = payments;
  const field = 'payments.provider';
  if (code === undefined) {
    return capture === 'external' && refund === 'external'
      ? null
      : refuse('invalid_settings', 'Who captures or refunds for us is named as provider.', {
          field,
        });
  }
  const provider = providers.find(code);
  if (provider === undefined) {
    return refuse('unknown_reference', `There is no payment provider ${code}.`, { field });
  }
  return provider.currency === currency
    ? null
    : refuse(
        'invalid_settings',
        `Payment provider ${code} moves ${provider.currency}, not ${currency}.`,
        { field },
      );
}
