import type { Instant } from '../kernel/clock.ts';
import { createRecordSource } from './records.ts';
import { defineRecordTable } from './records.sql.ts';
import type { CommandHandler, FactSource } from './unit-of-work.ts';

/** The table of the records' test. */
export const BOX_TABLE = `
  create schema test_boxes;
  create table test_boxes.box (
    id text primary key, version integer not null, shelf_number integer not null,
    contents jsonb not null, label text, moved_at timestamptz
  );
  create index on test_boxes.box (shelf_number);
`;

/** A thing with every kind of column. */
export interface Box {
  readonly id: string;
  readonly version: number;
  readonly shelfNumber: number;
  readonly contents: readonly { readonly name: string; readonly weight: number }[];
  readonly label: string | null;
  readonly movedAt: Instant | null;
}

/** A command on boxes: makes one, or moves all of a shelf to another and says how many there are now. */
export type OnBoxes =
  | { readonly make: Omit<Box, 'version'> }
  | { readonly from: number; readonly to: number };

/** Boxes on shelves, as records. */
export function boxesModule() {
  const boxes = createRecordSource<Box>(
    defineRecordTable({
      table: 'test_boxes.box',
      key: 'id',
      keyType: 'text',
      columns: ['id', 'version', 'shelf_number', 'contents', 'label', 'moved_at'],
      instants: ['moved_at'],
      lookups: { shelf_number: 'integer' },
    }),
  );
  const handler: CommandHandler<OnBoxes> = {
    kind: 'on_boxes',
    need({ body }, unit) {
      const facts = unit.facts(boxes);
      if ('make' in body) facts.need(body.make.id);
      else for (const shelf of [body.from, body.to]) facts.needBy('shelf_number', shelf);
    },
    decide({ body, receivedAt }, unit) {
      const facts = unit.facts(boxes);
      if ('make' in body) {
        if (facts.find(body.make.id) !== undefined)
          return { kind: 'refused', code: 'already_exists', detail: `There is ${body.make.id}.` };
        facts.add({ ...body.make, version: 1 });
        return { kind: 'accepted', status: 201, body: '{}' };
      }
      for (const box of facts.findBy('shelf_number', body.from))
        facts.change({ ...box, shelfNumber: body.to, movedAt: receivedAt });
      const ids = facts.findBy('shelf_number', body.to).map(({ id }) => id);
      return { kind: 'accepted', status: 200, body: JSON.stringify({ ids }) };
    },
  };
  return {
    sources: [boxes as FactSource<unknown>],
    handlers: [handler as CommandHandler<never>],
  };
}
