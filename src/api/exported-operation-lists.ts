import type { Pool } from 'pg';
import Type from 'typebox';
import {
  eventToJson,
  FIRST_PLACE,
  listJobs,
  listQuarantine,
  placeToText,
  readEventsAfter,
  readEventsBefore,
  readPresent,
  withStatesBefore,
  type StoredEvent,
} from '../hub/index.ts';
import { instantToText } from '../kernel/clock.ts';
import { listKeys, listPersons, type Principal } from '../modules/access/index.ts';
import { PAGE_LIMIT_MAX } from '../modules/inventory/index.ts';
import { listDeadLetters, listDeliveries, listWebhooks } from '../modules/notices/index.ts';
import { listImports, listRejectedRows } from '../modules/partners/index.ts';
import { ROLES } from '../../contracts/access.ts';
import type { EventEnvelope } from '../../contracts/events.ts';
import type { JobView } from '../../contracts/jobs.ts';
import { pageById } from './answer-query.ts';
import {
  AuditFilters,
  auditFilterOf,
  HistoryFilterQuery,
  eventFilterOf,
  placeOr,
} from './events-routes.ts';
import { exportedList, type ColumnsOf, type ExportedList } from './exported-list.ts';
import { findAudit, FlowAuditFilters } from './flow-releases-routes.ts';
import { findRuns, RunFilters } from './flows-routes.ts';
import { JobFilters, viewJob } from './jobs-routes.ts';
import { eventLensFor } from './seen-events.ts';

const EVENTS_AT_ONCE = 1_000;
const ROWS_AT_ONCE = 200;

const OfWebhook = {
  webhook: Type.String({ format: 'uuid', description: 'The webhook whose deliveries they are' }),
};

/** An event, in the audit with the state before it. */
type Envelope = EventEnvelope & { readonly before?: unknown };

const envelopeOf = (event: StoredEvent) => JSON.parse(eventToJson(event)) as EventEnvelope;

/** Events as this caller sees them: somebody with limited roles sees those of some things only. */
async function seenBy(
  pool: Pool,
  principal: Principal,
  envelopes: readonly Envelope[],
): Promise<readonly Partial<Envelope>[]> {
  const lens = eventLensFor(pool, principal);
  return lens === null ? envelopes : (await lens.see(envelopes)).filter((event) => event !== null);
}

const eventColumns = ({ column }: ColumnsOf<Partial<Envelope>>) => [
  column('id', 'text', ['Event', '事件']),
  column('type', 'text', ['Type', '类型']),
  column('subject', 'text', ['Subject', '对象']),
  column('time', 'instant', ['Happened', '发生时间']),
  column('recordedtime', 'instant', ['Recorded', '记录时间']),
  column('actor', 'text', ['Actor', '操作者']),
  column('traceparent', 'text', ['Trace', '追踪']),
  column('sequence', 'text', ['Place in the history', '序列']),
  column('data', 'json', ['Data', '内容']),
];

const jobColumns = ({ column }: ColumnsOf<JobView>) => [
  column('id', 'text', ['Job', '任务']),
  column('task', 'text', ['Task', '任务类型']),
  column('key', 'text', ['Key', '键']),
  column('orderId', 'text', ['Order', '订单']),
  column('state', 'text', ['State', '状态']),
  column('attempts', 'number', ['Attempts', '尝试次数']),
  column('attemptsMax', 'number', ['Attempts at most', '最多次数']),
  column('error', 'text', ['Error', '错误']),
  column('traceparent', 'text', ['Trace', '追踪']),
  column('runAt', 'instant', ['Due', '到期']),
];

/** Lists for those who run it: what happened, who may do what, what goes in and out; they are part of EXPORTED_LISTS. */
export const OPERATION_LISTS: readonly ExportedList[] = [
  exportedList({
    name: 'events',
    summary: 'What has happened, oldest first',
    of: '/v1/events',
    scope: 'events:read',
    filters: HistoryFilterQuery,
    table: 'hub.event',
    readPage: async ({ pool }, filters, cursor, principal) => {
      const after = placeOr(cursor ?? undefined, FIRST_PLACE, 'cursor');
      if ('kind' in after) return after;
      const filter = eventFilterOf(filters);
      const { events, end, isAtEnd } = await readEventsAfter(pool, after, filter, EVENTS_AT_ONCE);
      return {
        kind: 'found',
        value: {
          items: await seenBy(pool, principal, events.map(envelopeOf)),
          nextCursor: isAtEnd ? null : placeToText(end),
        },
      };
    },
    columns: eventColumns,
  }),
  exportedList({
    name: 'audit',
    summary: 'Who did what, newest first',
    of: '/v1/audit',
    scope: 'operations:read',
    filters: AuditFilters.properties,
    table: 'hub.event',
    readPage: async ({ pool }, filters, cursor, principal) => {
      const before = placeOr(cursor ?? undefined, await readPresent(pool), 'cursor');
      if ('kind' in before) return before;
      const { events, end } = await readEventsBefore(
        pool,
        before,
        auditFilterOf(filters),
        EVENTS_AT_ONCE,
      );
      const audited = (await withStatesBefore(pool, events)).map(
        ({ event, before: state }): Envelope => ({
          ...envelopeOf(event),
          before: state === null ? null : (JSON.parse(state) as unknown),
        }),
      );
      return {
        kind: 'found',
        value: {
          items: await seenBy(pool, principal, audited),
          nextCursor: end === null ? null : placeToText(end),
        },
      };
    },
    columns: (makers) => [
      ...eventColumns(makers),
      makers.column('before', 'json', ['Before', '之前'], ({ before }) => before),
    ],
  }),
  exportedList({
    name: 'quarantine',
    summary: 'Commands that are kept for a look, oldest first',
    of: '/v1/quarantine',
    scope: 'operations:read',
    filters: { state: Type.Optional(Type.Enum(['waiting', 'retried', 'dropped'])) },
    table: null,
    readPage: async ({ pool }, { state }, cursor) => {
      const found = await listQuarantine(pool, state ?? null, cursor, ROWS_AT_ONCE + 1);
      return { kind: 'found', value: pageById(found, ROWS_AT_ONCE) };
    },
    columns: ({ column }) => [
      column('id', 'text', ['Number', '编号']),
      column('kind', 'text', ['Command', '命令']),
      column('actor', 'text', ['Actor', '操作者'], ({ command }) => command.actor),
      column('body', 'json', ['Body', '内容'], ({ command }) => command.body),
      column('error', 'text', ['Error', '错误']),
      column('state', 'text', ['State', '状态']),
      column('quarantinedAt', 'instant', ['Quarantined', '隔离时间'], (item) =>
        instantToText(item.quarantinedAt),
      ),
      column('retriedAt', 'instant', ['Retried', '重试时间'], ({ retriedAt }) =>
        retriedAt === null ? null : instantToText(retriedAt),
      ),
    ],
  }),
  exportedList({
    name: 'keys',
    summary: 'API keys, without their secrets',
    of: '/v1/keys',
    scope: 'access:admin',
    filters: {},
    table: null,
    readPage: async ({ pool }, _filters, cursor) => ({
      kind: 'found',
      value: await listKeys(pool, cursor, ROWS_AT_ONCE),
    }),
    columns: ({ column }) => [
      column('id', 'text', ['Number', '编号']),
      column('name', 'text', ['Name', '名称']),
      column('scopes', 'list', ['Scopes', '权限']),
      column('rateLimitPerSecond', 'number', ['Requests a second', '每秒请求数']),
      column('createdAt', 'instant', ['Created', '创建时间']),
      column('createdBy', 'text', ['Created by', '创建者']),
      column('expiresAt', 'instant', ['Expires', '到期']),
      column('revokedAt', 'instant', ['Revoked', '吊销时间']),
    ],
  }),
  exportedList({
    name: 'people',
    summary: 'People by login',
    of: '/v1/people',
    scope: 'access:admin',
    filters: { role: Type.Optional(Type.Enum([...ROLES])) },
    table: null,
    readPage: async ({ pool }, { role }, cursor) => ({
      kind: 'found',
      value: await listPersons(pool, role ?? null, cursor, ROWS_AT_ONCE),
    }),
    columns: ({ column }) => [
      column('login', 'text', ['Login', '登录名']),
      column('name', 'text', ['Name', '姓名']),
      column('email', 'text', ['E-mail', '邮箱']),
      column('language', 'text', ['Language', '语言']),
      column('roles', 'list', ['Roles', '角色']),
      column('locations', 'list', ['Locations', '仓点']),
      column('customerEmail', 'text', ["Customer's e-mail", '客户邮箱']),
      column('mustChangePassword', 'boolean', ['Must change password', '须改密码']),
      column('createdAt', 'instant', ['Created', '创建时间']),
      column('disabledAt', 'instant', ['Disabled', '停用时间']),
    ],
  }),
  exportedList({
    name: 'imports',
    summary: 'Files that came in, newest first',
    of: '/v1/imports',
    scope: 'partners:read',
    filters: {},
    table: null,
    readPage: async ({ pool, clock }, _filters, cursor) => ({
      kind: 'found',
      value: await listImports(pool, cursor, ROWS_AT_ONCE, clock.now()),
    }),
    columns: ({ column }) => [
      column('id', 'text', ['Import', '导入']),
      column('map', 'text', ['Map', '映射']),
      column('actor', 'text', ['Actor', '操作者']),
      column('state', 'text', ['State', '状态']),
      column('rowsRead', 'number', ['Rows read', '读取行数']),
      column('rowsRejected', 'number', ['Rows rejected', '拒收行数']),
      column('verdicts', 'json', ['Verdicts', '结果']),
      column('message', 'text', ['Message', '说明']),
      column('startedAt', 'instant', ['Started', '开始时间']),
      column('endedAt', 'instant', ['Ended', '结束时间']),
    ],
  }),
  exportedList({
    name: 'import-rejections',
    summary: 'Rows of an import that were not taken, by line, with the reason of each',
    scope: 'partners:read',
    filters: {
      import: Type.Optional(
        Type.String({ format: 'uuid', description: 'The import; the newest one unless given' }),
      ),
    },
    table: null,
    readPage: async ({ pool, clock }, filters, cursor) => {
      const [given, line] = cursor?.split(' ') ?? [];
      const newest = () => listImports(pool, null, 1, clock.now());
      const id = given ?? filters.import ?? (await newest()).items[0]?.id;
      if (id === undefined) return { kind: 'found', value: { items: [], nextCursor: null } };
      const { items, nextCursor } = await listRejectedRows(pool, id, line ?? null, PAGE_LIMIT_MAX);
      return {
        kind: 'found',
        value: { items, nextCursor: nextCursor === null ? null : `${id} ${nextCursor}` },
      };
    },
    columns: ({ column }) => [
      column('line', 'number', ['Line', '行号']),
      column('reason', 'text', ['Reason', '原因']),
      column('row', 'json', ['Row', '原始行']),
    ],
  }),
  exportedList({
    name: 'jobs',
    summary: 'Work on the outside, oldest first; state=dead: what is not tried again',
    of: '/v1/jobs',
    scope: 'operations:read',
    filters: JobFilters.properties,
    table: null,
    readPage: async ({ pool }, { state, task }, cursor) => {
      const filter = { state: state ?? null, task: task ?? null };
      const found = await listJobs(pool, filter, cursor ?? '0', ROWS_AT_ONCE + 1);
      return { kind: 'found', value: pageById(found.map(viewJob), ROWS_AT_ONCE) };
    },
    columns: jobColumns,
  }),
  exportedList({
    name: 'flow-audit',
    summary: 'Who changed what of flows and when, newest first, with the hashes of its chain',
    of: '/v1/flow-audit',
    scope: 'flows:read',
    filters: FlowAuditFilters.properties,
    table: 'flows.audit',
    readPage: ({ pool }, filters, cursor) =>
      findAudit(pool, filters, { limit: ROWS_AT_ONCE, cursor }),
    columns: ({ column }) => [
      column('number', 'number', ['Number', '序号']),
      column('at', 'instant', ['At', '时间']),
      column('actor', 'text', ['By', '操作人']),
      column('action', 'text', ['Action', '动作']),
      column('flow', 'text', ['Flow', '流程']),
      column('flowVersion', 'number', ['Version', '版本']),
      column('release', 'text', ['Release', '发布']),
      column('contentHash', 'text', ['Content hash', '内容哈希']),
      column('detail', 'json', ['Detail', '详情']),
      column('hash', 'text', ['Hash', '链哈希']),
    ],
  }),
  exportedList({
    name: 'flow-runs',
    summary: 'Ways of orders through flows, newest first',
    of: '/v1/flow-runs',
    scope: 'flows:read',
    filters: RunFilters.properties,
    table: 'flows.run',
    readPage: ({ pool }, filters, cursor) =>
      findRuns(pool, filters, { limit: ROWS_AT_ONCE, cursor }),
    columns: ({ column }) => [
      column('id', 'text', ['Run', '运行']),
      column('flow', 'text', ['Flow', '流程']),
      column('flowVersion', 'number', ['Version', '版本']),
      column('orderId', 'text', ['Order', '订单']),
      column('state', 'text', ['State', '状态']),
      column('outcome', 'text', ['Outcome', '结果']),
      column('enteredAt', 'instant', ['Entered', '进入时间']),
      column('endedAt', 'instant', ['Ended', '结束时间']),
      column('trail', 'json', ['Nodes visited', '经过的节点']),
      column('failures', 'json', ['Failures', '失败']),
    ],
  }),
  exportedList({
    name: 'webhooks',
    summary: 'Who hears of events, without secrets',
    of: '/v1/webhooks',
    scope: 'partners:read',
    filters: {},
    table: null,
    readPage: async ({ pool, clock }, _filters, cursor) => {
      const found = await listWebhooks(pool, clock.now(), cursor, ROWS_AT_ONCE + 1);
      return { kind: 'found', value: pageById(found, ROWS_AT_ONCE) };
    },
    columns: ({ column }) => [
      column('id', 'text', ['Webhook', '网络钩子']),
      column('url', 'text', ['URL', '地址']),
      column('types', 'list', ['Types of events', '事件类型']),
      column('channels', 'list', ['Channels', '渠道'], ({ channels }) => channels ?? []),
      column('view', 'text', ['Seen as', '视角']),
      column('state', 'text', ['State', '状态']),
      column('reason', 'text', ['Reason', '原因']),
      column('resumeAt', 'instant', ['Tried again', '重试时间']),
      column('secretsActive', 'number', ['Secrets', '密钥数']),
      column('createdAt', 'instant', ['Created', '创建时间']),
      column('changedAt', 'instant', ['Changed', '修改时间']),
    ],
  }),
  exportedList({
    name: 'webhook-deliveries',
    summary: 'Attempts at deliveries of a webhook in the last 30 days, newest first',
    of: '/v1/webhooks/{id}/deliveries',
    scope: 'partners:read',
    filters: OfWebhook,
    table: null,
    readPage: async ({ pool }, { webhook }, cursor) => {
      const found = await listDeliveries(pool, webhook, cursor, ROWS_AT_ONCE + 1);
      return { kind: 'found', value: pageById(found, ROWS_AT_ONCE) };
    },
    columns: ({ column }) => [
      column('id', 'text', ['Attempt', '投递']),
      column('messageId', 'text', ['Message', '消息']),
      column('eventId', 'text', ['Event', '事件']),
      column('eventType', 'text', ['Type', '类型']),
      column('orderId', 'text', ['Order', '订单']),
      column('attempt', 'number', ['Attempt number', '第几次']),
      column('isDelivered', 'boolean', ['Delivered', '已送达']),
      column('httpStatus', 'number', ['HTTP status', 'HTTP 状态']),
      column('durationMs', 'number', ['Milliseconds', '耗时(毫秒)']),
      column('answer', 'text', ['Answer', '应答']),
      column('attemptedAt', 'instant', ['Attempted', '投递时间']),
    ],
  }),
  exportedList({
    name: 'webhook-dead-letters',
    summary: 'Deliveries of a webhook that are not tried again by themselves, oldest first',
    of: '/v1/webhooks/{id}/dead-letters',
    scope: 'partners:read',
    filters: OfWebhook,
    table: null,
    readPage: async ({ pool }, { webhook }, cursor) => {
      const found = await listDeadLetters(pool, webhook, cursor ?? '0', ROWS_AT_ONCE + 1);
      return { kind: 'found', value: pageById(found.map(viewJob), ROWS_AT_ONCE) };
    },
    columns: jobColumns,
  }),
];
