import Type, { type Static } from 'typebox';

/** Whether what is here is the sample company, which the twin drives. */
export const SampleState = Type.Object(
  { isSample: Type.Boolean() },
  { additionalProperties: false, $id: 'SampleState' },
);
export type SampleState = Static<typeof SampleState>;
