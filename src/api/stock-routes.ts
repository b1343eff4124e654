import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type, { type TObject } from 'typebox';
import { instantFromText } from '../kernel/clock.ts';
import {
  findPositions,
  findTransfers,
  listEntries,
  listIncoming,
  PAGE_LIMIT_MAX,
  bundleAtp,
  readAtp,
  readComponents,
} from '../modules/inventory/index.ts';
import { readWithheld } from '../modules/orders/index.ts';
import type { ErrorCode } from '../../contracts/errors.ts';
import {
  AtpAnswer,
  IncomingPage,
  ReservationView,
  StockChange,
  StockEntryPage,
  StockPositionPage,
  POSITION_STATES,
  TransferPage,
  TransferView,
} from '../../contracts/inventory-answers.ts';
import {
  AdjustStock,
  AnnounceSupply,
  CloseSupply,
  ReceiveStock,
  ReceiveTransfer,
  ReserveStock,
  SetSafetyStock,
  TransferStock,
} from '../../contracts/inventory.ts';
import { Code, Timestamp, filledText, text } from '../../contracts/shared.ts';
import { pageOf, pageParameters, sendFound, sendJson } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';
import { narrowToLocation } from './reach.ts';

const tags = ['stock'];
const Closed = { additionalProperties: false } as const;
const Filter = { sku: Type.Optional(Code), location: Type.Optional(Code) };
const ReceiveTransferBody = Type.Omit(ReceiveTransfer, ['reference'], {
  ...Closed,
  $id: 'ReceiveTransferBody',
});
const Page = pageParameters(PAGE_LIMIT_MAX);

/** Changes of stock, each one command. */
const COMMANDS: readonly {
  readonly path: string;
  readonly kind: string;
  readonly summary: string;
  readonly body: TObject;
  readonly status: 200 | 201;
  readonly answer: TObject;
  readonly problems: readonly ErrorCode[];
}[] = [
  {
    path: 'receipts',
    kind: 'receive_stock',
    summary: 'Receive goods',
    body: ReceiveStock,
    status: 200,
    answer: StockChange,
    problems: ['unknown_reference'],
  },
  {
    path: 'adjustments',
    kind: 'adjust_stock',
    summary: 'Correct stock, with a reason',
    body: AdjustStock,
    status: 200,
    answer: StockChange,
    problems: ['unknown_reference', 'positions_promised', 'insufficient_quantity'],
  },
  {
    path: 'announcements',
    kind: 'announce_supply',
    summary: 'Announce supply that is to come (ASN)',
    body: AnnounceSupply,
    status: 201,
    answer: StockChange,
    problems: ['unknown_reference', 'already_exists'],
  },
  {
    path: 'announcements/close',
    kind: 'close_supply',
    summary: 'Say that nothing more comes of an announcement',
    body: CloseSupply,
    status: 200,
    answer: StockChange,
    problems: ['unknown_reference', 'illegal_transition'],
  },
  {
    path: 'transfers',
    kind: 'transfer_stock',
    summary: 'Send goods from one location to another',
    body: TransferStock,
    status: 201,
    answer: TransferView,
    problems: [
      'unknown_reference',
      'already_exists',
      'positions_promised',
      'insufficient_quantity',
    ],
  },
  {
    path: 'safety-stock',
    kind: 'set_safety_stock',
    summary: 'Set what is never promised',
    body: SetSafetyStock,
    status: 200,
    answer: StockChange,
    problems: ['unknown_reference'],
  },
  {
    path: 'reservations',
    kind: 'reserve_stock',
    summary: 'Keep units for a cart or a quote until a time',
    body: ReserveStock,
    status: 201,
    answer: ReservationView,
    problems: ['unknown_reference', 'insufficient_stock'],
  },
];

/** Stock: what changes it and what tells about it. */
export function stockRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    const policy = 'stock:write' as const;
    for (const { path, kind, summary, body, status, answer, problems } of COMMANDS) {
      app.post(
        `/v1/stock/${path}`,
        {
          config: { policy, isCommand: true, answers: { [status]: answer }, problems },
          schema: { tags, summary, body },
        },
        (request, reply) => carryOut(door, request, reply, kind, request.body),
      );
    }

    app.post(
      '/v1/stock/transfers/:reference/receive',
      {
        config: {
          policy,
          isCommand: true,
          answers: { 200: TransferView },
          problems: ['unknown_reference', 'illegal_transition'],
        },
        schema: {
          tags,
          summary: 'Receive goods that another location sent',
          params: Type.Object({ reference: filledText(128) }),
          body: ReceiveTransferBody,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'receive_transfer', {
          reference: request.params.reference,
          ...request.body,
        }),
    );

    app.post(
      '/v1/stock/reservations/:id/release',
      {
        config: {
          policy,
          isCommand: true,
          answers: { 200: ReservationView },
          problems: ['illegal_transition'],
        },
        schema: {
          tags,
          summary: 'Give the units of a reservation back',
          params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'release_reservation', { id: request.params.id }),
    );

    const read = 'stock:read' as const;
    const reach = ['location'] as const;
    app.get(
      '/v1/stock',
      {
        config: {
          policy: read,
          reach,
          answers: { 200: StockPositionPage },
          problems: ['not_found'],
        },
        schema: {
          tags,
          summary: 'Stock positions',
          description:
            'A page does bounded work: seeking a state it may carry fewer items than asked for and still go on. A search takes the first 500 SKUs whose code or name begins so.',
          querystring: Type.Object(
            {
              ...Filter,
              search: Type.Optional(text(200, 'How the code or the name of the SKU begins')),
              state: Type.Optional(
                Type.Enum([...POSITION_STATES], {
                  description:
                    'nothing_left: no unit is free; below_safety: fewer are free than the safety stock',
                }),
              ),
              ...Page,
            },
            Closed,
          ),
        },
      },
      async (request, reply) => {
        const { query } = request;
        const narrowed = narrowToLocation(request, query.location);
        if ('code' in narrowed) return sendRefusal(reply, narrowed);
        const filter = {
          ...narrowed,
          sku: query.sku ?? null,
          search: query.search ?? null,
          state: query.state ?? null,
        };
        return sendFound(reply, await findPositions(door.pool, filter, pageOf(query)));
      },
    );

    app.get(
      '/v1/stock/:sku/atp',
      {
        config: { policy: read, reach, answers: { 200: AtpAnswer } },
        schema: {
          tags,
          summary: 'What can be promised, now and by date (ATP)',
          params: Type.Object({ sku: Code }),
          querystring: Type.Object(
            {
              location: Type.Optional(Code),
              until: Type.Optional(Timestamp),
              channel: Type.Optional(Code),
            },
            Closed,
          ),
        },
      },
      async (request, reply) => {
        const { params, query } = request;
        const narrowed = narrowToLocation(request, query.location);
        if ('code' in narrowed) return sendRefusal(reply, narrowed);
        const at = door.clock.now();
        const until = query.until === undefined ? null : instantFromText(query.until);
        const atpOf = async (sku: string) =>
          readAtp(door.pool, {
            ...narrowed,
            sku,
            at,
            until,
            withheld: await readWithheld(door.pool, sku),
          });
        const parts = await readComponents(door.pool, params.sku);
        if (parts === null) return sendFound(reply, await atpOf(params.sku));
        const answers = await Promise.all(parts.map(({ sku }) => atpOf(sku)));
        const refused = answers.find((answer) => answer.kind === 'refused');
        if (refused !== undefined) return sendFound(reply, refused);
        const found = answers.flatMap((answer) => (answer.kind === 'found' ? [answer.value] : []));
        return sendJson(reply, bundleAtp(params.sku, parts, found));
      },
    );

    app.get(
      '/v1/stock/entries',
      {
        config: { policy: read, reach, answers: { 200: StockEntryPage }, problems: ['not_found'] },
        schema: {
          tags,
          summary: 'The ledger of a SKU at a location, newest first',
          querystring: Type.Object({ sku: Code, location: Code, ...Page }, Closed),
        },
      },
      async (request, reply) => {
        const { sku, location } = request.query;
        const narrowed = narrowToLocation(request, location);
        if ('code' in narrowed) return sendRefusal(reply, narrowed);
        return sendFound(
          reply,
          await listEntries(door.pool, { sku, location }, pageOf(request.query)),
        );
      },
    );

    app.get(
      '/v1/stock/transfers',
      {
        config: { policy: read, reach, answers: { 200: TransferPage }, problems: ['not_found'] },
        schema: {
          tags,
          summary: 'Transfers, newest first; with a location those that leave or reach it',
          querystring: Type.Object(
            {
              location: Type.Optional(Code),
              state: Type.Optional(Type.Enum(['on_the_way', 'received'])),
              ...Page,
            },
            Closed,
          ),
        },
      },
      async (request, reply) => {
        const { query } = request;
        const narrowed = narrowToLocation(request, query.location);
        if ('code' in narrowed) return sendRefusal(reply, narrowed);
        const filter = { ...narrowed, state: query.state ?? null };
        return sendFound(reply, await findTransfers(door.pool, filter, pageOf(query)));
      },
    );

    app.get(
      '/v1/stock/incoming',
      {
        config: { policy: read, reach, answers: { 200: IncomingPage }, problems: ['not_found'] },
        schema: {
          tags,
          summary: 'Announced supply: what is open, or with a reference also what is closed',
          querystring: Type.Object(
            { ...Filter, reference: Type.Optional(filledText(128)), ...Page },
            Closed,
          ),
        },
      },
      async (request, reply) => {
        const { query } = request;
        const narrowed = narrowToLocation(request, query.location);
        if ('code' in narrowed) return sendRefusal(reply, narrowed);
        const filter = { ...narrowed, sku: query.sku ?? null, reference: query.reference ?? null };
        return sendFound(reply, await listIncoming(door.pool, filter, pageOf(query)));
      },
    );
  };
}
