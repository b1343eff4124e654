import Type from 'typebox';
import { Code } from '../../contracts/shared.ts';

/** A path that ends in the code of something. */
export const CodePath = Type.Object({ code: Code });

/** How many were put. */
export const Put = Type.Object(
  { put: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false, $id: 'Put' },
);
