import Type, { type Static, type TSchema } from 'typebox';
import { FlowCode } from './flows.ts';
import { FormValues } from './forms.ts';
import { Timestamp } from './shared.ts';

const Closed = { additionalProperties: false } as const;
const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** What an endpoint is called with; which fields, its flow says. */
export const FlowApiInput = Type.Unsafe<FormValues>({ ...FormValues, $id: 'FlowApiInput' });

export const FLOW_API_CALL_STATES = ['waiting', 'answered', 'refused', 'failed'] as const;

/** A call of an endpoint. */
export const FlowApiCall = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    flow: FlowCode,
    flowVersion: Type.Integer({ minimum: 1 }),
    state: Type.Enum([...FLOW_API_CALL_STATES], {
      description:
        'waiting: the flow has not come to its end; refused: by the flow, for the reason; failed: the flow could not do its work',
    }),
    answer: Nullable(
      Type.Unsafe<FormValues>({ ...FormValues, description: 'What the flow answers' }),
    ),
    reason: Nullable(Type.String({ description: 'Why the flow refused it' })),
    calledAt: Timestamp,
    endedAt: Nullable(Timestamp),
  },
  { ...Closed, $id: 'FlowApiCall' },
);
export type FlowApiCall = Static<typeof FlowApiCall>;
