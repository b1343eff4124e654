import type {
  ExceptionAsked,
  OrderRecord,
  PackedAsked,
  PaymentAsked,
  ReturnAsked,
} from '../../modules/orders/index.ts';
import { Tender } from '../../../contracts/payments.ts';
import { RETURN_REASONS } from '../../../contracts/returns.ts';
import type { FlowPoint, FlowTrigger } from '../../../contracts/flows.ts';
import type { FactSchema } from '../expressions/index.ts';
import { field, oneOf, optional } from './describe-field.ts';
import { ORDER_FACTS } from './order-facts.ts';

type Facts = Readonly<Record<string, unknown>>;

/** What flows read at a point beside the order: what they are asked about. */
const POINT_FACTS: Partial<Record<FlowPoint, FactSchema>> = {
  return_approval: {
    variables: { returned: field({ record: 'returned' }, 'The return', '退货') },
    records: {
      returned: {
        value: field('money', 'What the goods cost', '商品金额'),
        units: field('int', 'How many units', '件数'),
        skus: field({ list: 'string' }, 'Codes of the SKUs', 'SKU 代码'),
        reasons: field(
          { list: 'string' },
          `Why they come back: ${RETURN_REASONS.join(', ')}`,
          `退货原因：${RETURN_REASONS.join('、')}`,
        ),
        asks: field(
          { list: 'string' },
          'Why the rules would ask a person: outside_window, too_dear; empty: they approve',
          '规则要求人工判断的原因：outside_window、too_dear；为空则自动批准',
        ),
      },
    },
  },
  exception: {
    variables: { exception: field({ record: 'exception' }, 'The exception', '异常') },
    records: {
      exception: {
        kind: field('string', 'What kind of exception it is', '异常类型'),
        severity: field('int', 'How urgent it is; 1 is worst', '紧急程度，1 最急'),
        location: optional('string', 'Code of the location', '仓点代码'),
      },
    },
  },
  ship_gate: {
    variables: { packed: field({ record: 'packed' }, 'What is packed', '已打包的货') },
    records: {
      packed: {
        location: field('string', 'Code of the location', '仓点代码'),
        service: field('string', 'Service of the carrier that was planned', '计划的承运服务'),
        parcels: field('int', 'How many parcels', '包裹数'),
        weightGrams: field('int', 'What they weigh together', '总重（克）'),
        units: field('int', 'How many units', '件数'),
        skus: field({ list: 'string' }, 'Codes of the SKUs', 'SKU 代码'),
      },
    },
  },
  payment: {
    variables: { payment: field({ record: 'payment' }, 'The payment', '付款') },
    records: {
      payment: {
        kind: oneOf(['authorised', 'captured'], 'What became of the money', '款项状态'),
        amount: field('money', 'Its amount', '金额'),
        tender: oneOf(Tender.enum, 'By what is paid', '支付方式'),
      },
    },
  },
};

const SCHEMAS = new Map(
  Object.entries(POINT_FACTS).map(([point, { variables, records }]): [string, FactSchema] => [
    point,
    {
      variables: { ...ORDER_FACTS.variables, ...variables },
      records: { ...ORDER_FACTS.records, ...records },
    },
  ]),
);

/** What expressions of a flow of this trigger may read: the order, and what the flow is asked about. */
export function factsOf(trigger: FlowTrigger): FactSchema {
  return (trigger.kind === 'point' ? SCHEMAS.get(trigger.point) : undefined) ?? ORDER_FACTS;
}

/** The return that a flow is asked about. */
export function returnFactsOf(
  { valueMinor, lines, reasons, asks }: ReturnAsked,
  { currency }: OrderRecord,
): Facts {
  return {
    returned: {
      value: { minor: valueMinor, currency },
      units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
      skus: lines.map(({ sku }) => sku),
      reasons,
      asks,
    },
  };
}

/** The payment that a flow is asked about. */
export function paymentFactsOf(
  { kind, amountMinor, tender }: PaymentAsked,
  { currency }: OrderRecord,
): Facts {
  return { payment: { kind, amount: { minor: amountMinor, currency }, tender: tender ?? 'card' } };
}

/** The exception that a flow is asked about. */
export function exceptionFactsOf({ kind, severity, location }: ExceptionAsked): Facts {
  return { exception: { kind, severity, ...(location === null ? {} : { location }) } };
}

/** What a location has packed, as a flow is asked about it. */
export function packedFactsOf({ lines, ...packed }: PackedAsked): Facts {
  return {
    packed: {
      ...packed,
      units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
      skus: lines.map(({ sku }) => sku),
    },
  };
}
