import type { TObject, TProperties, TSchema } from 'typebox';
import type { FulfilmentOrderFilter } from '../modules/fulfilment/index.ts';
import type { Answer, PageRequest } from '../modules/inventory/index.ts';
import type { Scope } from '../../contracts/access.ts';
import type { ErrorCode } from '../../contracts/errors.ts';
import type { Door } from './door.ts';

type Found = Answer<{ readonly location: string }>;
/** Reads one thing, with the location that it lies at. */
export type Read = (door: Door, id: string) => Promise<Found>;

/** A kind of thing that locations work with: its list, its single read, and what is done with it. */
export interface Resource {
  readonly path: string;
  readonly name: string;
  readonly states: readonly string[];
  /** By what else its list is narrowed than location and state. */
  readonly filters?: TProperties;
  readonly page: TSchema;
  readonly view: TSchema;
  readonly list: (
    door: Door,
    filter: FulfilmentOrderFilter,
    page: PageRequest,
  ) => Promise<Answer<unknown>>;
  readonly read: Read;
  readonly commands: readonly ResourceCommand[];
  /** Scopes, where they are not those of fulfilment. */
  readonly policies?: { readonly read: Scope; readonly write: Scope };
}

/** What is done with a thing that the path names. */
export interface ResourceCommand {
  readonly path: string;
  readonly kind: string;
  /** The field of the command that names the thing. */
  readonly field: string;
  readonly summary: string;
  readonly body: TObject;
  readonly answer: TSchema;
  readonly problems: readonly ErrorCode[];
  /** Refused: nobody with a reach may. */
  readonly reach?: 'refused';
}
