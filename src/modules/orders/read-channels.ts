import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { ChannelView } from '../../../contracts/settings-answers.ts';
import { channelOf, type ChannelRow } from './channels.ts';
import * as sql from './orders.sql.ts';

/** Every channel by its code. There are dozens at most, so they come at once. */
export async function listChannels(client: Queryable): Promise<ChannelView[]> {
  const rows = await runStatement<ChannelRow>(client, sql.readChannels);
  return rows.map(viewChannel).toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** One channel. */
export async function readChannel(
  client: Queryable,
  code: string,
): Promise<{ readonly kind: 'found'; readonly value: ChannelView } | Refusal> {
  const channel = (await listChannels(client)).find((each) => each.code === code);
  return channel === undefined
    ? refuse('not_found', `There is no channel ${code}.`, { channel: code })
    : { kind: 'found', value: channel };
}

function viewChannel(row: ChannelRow): ChannelView {
  const channel = channelOf(row);
  return {
    code: channel.code,
    name: channel.name,
    names: { ...channel.names },
    currency: channel.currency,
    timeZone: channel.timeZone,
    paymentDeadlineMinutes: channel.paymentDeadlineMinutes,
    backorder: channel.backorder,
    split: channel.split,
    promiseTargetDays: channel.promiseTargetDays,
    excludedLocations: [...channel.excludedLocationCodes],
    releaseAfterMinutes: channel.releaseAfterMinutes,
    returnWindowDays: channel.returnWindowDays,
    payments: channel.payments,
    orderKinds: channel.orderKinds,
    customFieldsSchema: channel.customFieldsSchema as ChannelView['customFieldsSchema'],
  };
}
