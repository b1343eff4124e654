import Type, { type Static } from 'typebox';
import { OrderState } from './orders.ts';
import { Code, Timestamp, filledText, text } from './shared.ts';

const NullableText = Type.Union([Type.String(), Type.Null()]);
const NullableTimestamp = Type.Union([Timestamp, Type.Null()]);
const NullableCode = Type.Union([Code, Type.Null()]);

/** What to do next, by code; the console says it in the reader's language. */
export const SUGGESTIONS = {
  release_order: { en: 'Release the order.', 'zh-CN': '下发订单。' },
  ask_for_payment: {
    en: 'Ask the customer to pay again, or cancel.',
    'zh-CN': '请客户重新付款，或取消订单。',
  },
  decide_hold: { en: 'Decide the hold: release or cancel.', 'zh-CN': '处理挂起：放行或取消。' },
  find_stock: {
    en: 'Re-source, substitute, or tell the customer and cancel.',
    'zh-CN': '重新寻源、换货，或告知客户并取消。',
  },
  work_faster: {
    en: 'Put the order into the next wave or move it to another location.',
    'zh-CN': '加入下一波次，或改由其他仓点发货。',
  },
  ask_carrier: {
    en: 'Ask the carrier where it is; open a claim if it is lost.',
    'zh-CN': '向承运商查件；如已丢失则发起索赔。',
  },
  answer_request: { en: 'Accept or refuse the request.', 'zh-CN': '接受或拒绝该请求。' },
  judge_return: { en: 'Say yes or no to the return.', 'zh-CN': '审核退货申请。' },
  retry_job: {
    en: 'Mend what the error names, then retry the job.',
    'zh-CN': '按错误提示修复后重试任务。',
  },
  find_out: {
    en: 'Look into the other system, then say whether it was done.',
    'zh-CN': '到对方系统核实，再登记是否已完成。',
  },
  count_stock: { en: 'Count the stock at the location.', 'zh-CN': '在该仓点盘点库存。' },
  approve_correction: {
    en: 'Check the explained difference and approve or reject it.',
    'zh-CN': '核对差异原因后批准或驳回。',
  },
  call_customer: {
    en: 'Call the customer and agree on a new delivery.',
    'zh-CN': '联系客户，约定重新派送。',
  },
  mend_connection: {
    en: 'Mend the endpoint, then resume the subscription.',
    'zh-CN': '修复接收端后恢复订阅。',
  },
  reach_supplier: {
    en: 'Give the location an address for purchase orders, or the program a mail server; then send it again.',
    'zh-CN': '为该仓点填写采购单收件邮箱，或为系统配置邮件服务器，然后重新发送。',
  },
  look_closely: {
    en: 'Compare both sources and correct the wrong one.',
    'zh-CN': '比对两处来源并更正有误的一方。',
  },
  answer_dispute: {
    en: 'Send the proof of delivery to the payment provider.',
    'zh-CN': '向支付方提交签收凭证。',
  },
} as const satisfies Record<string, { en: string; 'zh-CN': string }>;
export type Suggestion = keyof typeof SUGGESTIONS;

const Owner = Type.String({
  pattern: '^(role|person)/[^\\s\\u0000-\\u001f]{1,64}$',
  description: 'role/operations or person/LOGIN',
});

const Minutes = Type.Integer({ minimum: 1, maximum: 525_600 });

export const ExceptionRules = Type.Object(
  {
    limits: Type.Array(
      Type.Object(
        {
          state: OrderState,
          channel: NullableCode,
          location: NullableCode,
          minutes: Minutes,
          clock: Type.Enum(['always', 'working_hours']),
          severity: Type.Integer({ minimum: 1, maximum: 3, description: '1 is worst' }),
        },
        { additionalProperties: false },
      ),
      {
        maxItems: 1_000,
        description: 'How long an order may stay in a state; the closest match counts',
      },
    ),
    routes: Type.Array(
      Type.Object(
        {
          kind: NullableCode,
          channel: NullableCode,
          location: NullableCode,
          owner: Owner,
          slaMinutes: Minutes,
          chain: Type.Array(
            Type.Object(
              { owner: Owner, afterMinutes: Type.Integer({ minimum: 0, maximum: 525_600 }) },
              { additionalProperties: false },
            ),
            {
              maxItems: 10,
              description:
                'Who is asked after whom: the first so many working minutes after the SLA has passed, each next one after the one before',
            },
          ),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 1_000, description: 'Who looks at what; the first match counts' },
    ),
    hours: Type.Object(
      {
        timeZone: Type.String({ maxLength: 64 }),
        workingWeekdays: Type.Array(Type.Boolean(), { minItems: 7, maxItems: 7 }),
        holidays: Type.Array(Type.String({ format: 'date' }), { maxItems: 1_000 }),
        fromMinute: Type.Integer({ minimum: 0, maximum: 1_439 }),
        toMinute: Type.Integer({ minimum: 1, maximum: 1_440 }),
      },
      { additionalProperties: false, description: 'When people are there' },
    ),
  },
  { additionalProperties: false, $id: 'ExceptionRules' },
);
export type ExceptionRules = Static<typeof ExceptionRules>;

export const Exception = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    kind: Type.String(),
    state: Type.Enum(['open', 'resolved']),
    version: Type.Integer(),
    severity: Type.Integer(),
    subjects: Type.Array(
      Type.Object({ subject: Type.String(), orderId: NullableText, since: Timestamp }),
      { description: 'What suffers from it still' },
    ),
    subjectCount: Type.Integer({ description: 'How many suffered from it in all' }),
    channel: NullableText,
    location: NullableText,
    facts: Type.Record(Type.String(), Type.Unknown()),
    suggestion: Type.Object({ code: Type.String(), en: Type.String(), 'zh-CN': Type.String() }),
    owner: Type.String(),
    level: Type.Integer({ description: 'How often it has escalated' }),
    openedAt: Timestamp,
    dueAt: Timestamp,
    escalatesAt: NullableTimestamp,
    snoozedUntil: NullableTimestamp,
    resolvedAt: NullableTimestamp,
    resolvedBy: NullableText,
    resolution: NullableText,
    notes: Type.Array(Type.Object({ at: Timestamp, by: Type.String(), text: Type.String() })),
  },
  { $id: 'Exception' },
);
export type Exception = Static<typeof Exception>;

export const ExceptionPage = Type.Object(
  { items: Type.Array(Exception), nextCursor: NullableText },
  { $id: 'ExceptionPage' },
);
export type ExceptionPage = Static<typeof ExceptionPage>;

export const ExceptionSummary = Type.Object(
  {
    open: Type.Integer(),
    overdue: Type.Integer(),
    byKind: Type.Array(
      Type.Object({
        kind: Type.String(),
        open: Type.Integer(),
        overdue: Type.Integer(),
        subjects: Type.Integer(),
      }),
    ),
  },
  { $id: 'ExceptionSummary' },
);
export type ExceptionSummary = Static<typeof ExceptionSummary>;

export const RaiseException = Type.Object(
  {
    kind: Type.Literal('reported'),
    subject: filledText(128, 'What it is about: order/100001, sku/TEA-01, location/SHA'),
    note: filledText(2_000),
    severity: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
  },
  { additionalProperties: false, $id: 'RaiseException' },
);
export type RaiseException = Static<typeof RaiseException>;

export const ResolveException = Type.Object(
  { resolution: filledText(2_000) },
  { additionalProperties: false, $id: 'ResolveException' },
);
export type ResolveException = Static<typeof ResolveException>;

export const AssignException = Type.Object(
  { owner: Owner },
  { additionalProperties: false, $id: 'AssignException' },
);
export type AssignException = Static<typeof AssignException>;

export const SnoozeException = Type.Object(
  { until: Timestamp, note: Type.Optional(text(2_000)) },
  { additionalProperties: false, $id: 'SnoozeException' },
);
export type SnoozeException = Static<typeof SnoozeException>;

export const NoteException = Type.Object(
  { text: filledText(2_000) },
  { additionalProperties: false, $id: 'NoteException' },
);
export type NoteException = Static<typeof NoteException>;
