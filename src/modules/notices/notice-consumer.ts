import type { Pool } from 'pg';
import type { CausedJob, EventConsumer, StoredEvent } from '../../hub/index.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { NoticeKind, NoticeSettingView } from '../../../contracts/notices.ts';
import { channelsOfOrders } from './channels-of-orders.ts';
import { eventsOf, kindOf } from './notice-kinds.ts';
import { settingOf, type NoticeSetting } from './notice-settings.ts';
import * as sql from './notices.sql.ts';

export const SEND_NOTICE = 'send_notice';

/** Which mail, and the event that is its moment. Neither address nor content: both are read when it is sent. */
export interface SendNotice {
  readonly kind: NoticeKind;
  readonly xid: string;
  readonly eventId: string;
}

/** Changes of settings pass by like all events, and so it is known from which one on others are wanted. */
const OWN = 'notice_setting.';

/** The setting of a channel, or that of all others. */
export function settingFor(
  settings: readonly NoticeSetting[],
  channel: string,
): NoticeSetting | undefined {
  return (
    settings.find((setting) => setting.channel === channel) ??
    settings.find((setting) => setting.channel === '*')
  );
}

/** Makes a mail of every event at which the order's channel wants one sent. */
export function createNoticeConsumer(pool: Pool): EventConsumer {
  let settings: readonly NoticeSetting[] = [];
  let types: readonly string[] = [OWN];
  const use = (known: readonly NoticeSetting[]): void => {
    settings = known;
    types = [OWN, ...eventsOf(settings.flatMap(({ kinds }) => kinds))];
  };
  return {
    name: 'notices',
    types: () => types,
    async begin() {
      const rows = await runStatement<Record<string, unknown>>(pool, sql.readSettings);
      use(rows.map(settingOf));
    },
    async consume(events) {
      const changeAt = events.findIndex(({ type }) => type.startsWith(OWN));
      // What comes before a change of the settings is judged by those that were in force.
      const known = changeAt < 0 ? events : events.slice(0, changeAt + 1);
      const candidates = known.flatMap((event) => {
        const kind = event.order_id === null ? null : kindOf(event);
        return kind === null || event.order_id === null
          ? []
          : [{ event, kind, orderId: event.order_id }];
      });
      const channels = await channelsOfOrders(
        pool,
        candidates.map(({ orderId }) => orderId),
      );
      const jobs = candidates
        .filter(({ kind, orderId }) => {
          const setting = settingFor(settings, channels.get(orderId) ?? '');
          return setting?.kinds.includes(kind) === true;
        })
        .map(({ event, kind, orderId }): CausedJob => {
          const payload: SendNotice = { kind, xid: event.xid, eventId: event.id };
          const key = `notice/${kind}/${event.id}`;
          return { task: SEND_NOTICE, payload, key, orderId, cause: event };
        });
      const change = events[changeAt];
      if (change === undefined) return { jobs };
      use(withChange(settings, change));
      return { jobs, upTo: change };
    },
  };
}

/** The settings after a change of one, unless that change is known already. */
function withChange(
  settings: readonly NoticeSetting[],
  { data, recorded_at: changedAt }: StoredEvent,
): readonly NoticeSetting[] {
  const changed: NoticeSetting = { ...(JSON.parse(data) as NoticeSettingView), changedAt };
  const others = settings.filter(({ channel }) => channel !== changed.channel);
  const known = settings.find(({ channel }) => channel === changed.channel);
  return known !== undefined && known.version >= changed.version ? settings : [...others, changed];
}
