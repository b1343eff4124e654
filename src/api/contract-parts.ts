import Type from 'typebox';
import { Code } from '../../contracts/shared.ts';

/** A path that ends in the code of something. */
export const CodePath = Type.Object({ code: Code });

/** The body of a command that needs none. */
export const NoBody = Type.Object({}, { additionalProperties: false });

/** How many were put. */
export const Put = Type.Object(
  { put: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false, $id: 'Put' },
);

/** A path with the number of an order: at most 15 digits, so that it is exact as a number. */
export const OrderPath = Type.Object({
  id: Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'The number of the order' }),
});
