import Type, { type Static } from 'typebox';
import { Names } from './shared.ts';

const Closed = { additionalProperties: false } as const;

/** The name of a field, as expressions read it. */
export const FieldName = Type.String({ pattern: '^[a-z][a-z0-9_]{0,47}$' });

export const FORM_FIELDS_MAX = 30;

const Question = { title: Type.Optional(Names) };
const isPersonal = Type.Optional(
  Type.Boolean({
    description: 'About a person: followed through the flow as facts of customers are',
  }),
);

const texts = {
  ...Question,
  type: Type.Literal('string'),
  maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000 })),
  enum: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 100 }),
  ),
};
const integers = {
  ...Question,
  type: Type.Literal('integer'),
  minimum: Type.Optional(Type.Integer()),
  maximum: Type.Optional(Type.Integer()),
};
const booleans = { ...Question, type: Type.Literal('boolean') };

/** A question of a form: a text (of some choices, perhaps), a whole number, or yes or no. */
const FormField = Type.Union([
  Type.Object(texts, Closed),
  Type.Object(integers, Closed),
  Type.Object(booleans, Closed),
]);

const Required = Type.Optional(
  Type.Array(FieldName, { maxItems: FORM_FIELDS_MAX, uniqueItems: true }),
);

/** What people fill in, or what is answered: a part of JSON Schema. */
export const TaskForm = Type.Object(
  {
    type: Type.Literal('object'),
    properties: Type.Record(FieldName, FormField, { maxProperties: FORM_FIELDS_MAX }),
    required: Required,
    order: Type.Optional(
      Type.Array(FieldName, {
        maxItems: FORM_FIELDS_MAX,
        uniqueItems: true,
        description:
          'In which order fields are asked for: JSON keeps none among names. Fields that it does not name follow',
      }),
    ),
  },
  { ...Closed, $id: 'TaskForm' },
);
export type TaskForm = Static<typeof TaskForm>;

/** A text that is kept as it comes: PostgreSQL refuses NUL and half a character, so both are refused at the door. */
export const WHOLE_TEXT = '^[^\\u0000\\ud800-\\udfff]*$';

/** What is written into a form, by the names of its fields. */
export const FormValues = Type.Record(
  FieldName,
  Type.Union([
    Type.String({ maxLength: 2_000, pattern: WHOLE_TEXT }),
    Type.Integer(),
    Type.Boolean(),
  ]),
  { maxProperties: FORM_FIELDS_MAX },
);
export type FormValues = Static<typeof FormValues>;

/** A field of what an endpoint takes; `order-id`: the order that the call is about. */
const EndpointField = Type.Union([
  Type.Object({ ...texts, format: Type.Optional(Type.Literal('order-id')), isPersonal }, Closed),
  Type.Object({ ...integers, isPersonal }, Closed),
  Type.Object({ ...booleans, isPersonal }, Closed),
]);

/** What callers of an endpoint send: a part of JSON Schema. */
export const EndpointForm = Type.Object(
  {
    type: Type.Literal('object'),
    properties: Type.Record(FieldName, EndpointField, { maxProperties: FORM_FIELDS_MAX }),
    required: Required,
  },
  { ...Closed, $id: 'EndpointForm' },
);
export type EndpointForm = Static<typeof EndpointForm>;
