import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import {
  listChangeRequests,
  listFulfilmentOrders,
  listManifests,
  listPickLists,
  listShipments,
  listWaves,
  readChangeRequest,
  readFulfilmentOrder,
  readManifest,
  readParcel,
  readPickList,
  readShipment,
  readWave,
} from '../modules/fulfilment/index.ts';
import { PAGE_LIMIT_MAX } from '../modules/inventory/index.ts';
import { refuse } from '../../contracts/errors.ts';
import {
  ChangeRequestPage,
  ChangeRequestView,
  FulfilmentOrderPage,
  FulfilmentOrderRead,
  FulfilmentOrderView,
  ManifestPage,
  ManifestView,
  PackedOrder,
  ParcelView,
  PickListPage,
  PickListView,
  ReleasedWave,
  ShipmentPage,
  ShipmentView,
  WavePage,
  WaveView,
} from '../../contracts/fulfilment-answers.ts';
import {
  AnswerChangeRequest,
  BookShipment,
  ConfirmPicks,
  FULFILMENT_STATES,
  HandOver,
  PackOrder,
  ReasonBody,
  ReportShipmentTracking,
  ReportShipped,
  ReportTracking,
  StartPickList,
} from '../../contracts/fulfilment.ts';
import { Code, filledText } from '../../contracts/shared.ts';
import { pageOf, pageParameters, sendFound } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import { NoBody, OrderPath } from './contract-parts.ts';
import type { Door } from './door.ts';
import type { Read, Resource, ResourceCommand } from './fulfilment-resource.ts';
import { sendRefusal } from './problems.ts';
import { PURCHASE_ORDERS } from './purchase-order-routes.ts';
import { narrowToLocation, reachesLocation } from './reach.ts';

const tags = ['fulfilment'];
const reach = ['location'] as const;
const IdPath = Type.Object({ id: filledText(160) });
const SsccPath = Type.Object({ sscc: Type.String({ pattern: '^[0-9]{18}$' }) });
const FULFILMENT_POLICIES = { read: 'fulfilment:read', write: 'fulfilment:write' } as const;

/** By what a list of fulfilment orders is narrowed besides location and state. */
export const FulfilmentOrderFilters = Type.Object({
  priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
  order: Type.Optional(OrderPath.properties.id),
});

type FulfilmentOrderFilters = Static<typeof FulfilmentOrderFilters>;

/** The same as the module takes it. */
export function wantedOf(filters: FulfilmentOrderFilters): {
  readonly priority: number | null;
  readonly orderId: number | null;
} {
  const { priority = null, order } = filters;
  return { priority, orderId: order === undefined ? null : Number(order) };
}

const RESOURCES: readonly Resource[] = [
  {
    path: 'orders',
    name: 'Fulfilment orders, what must leave first first',
    states: FULFILMENT_STATES,
    filters: FulfilmentOrderFilters.properties,
    page: FulfilmentOrderPage,
    view: FulfilmentOrderRead,
    list: ({ pool, clock }, filter, page) => listFulfilmentOrders(pool, filter, page, clock.now()),
    read: ({ pool, clock }, id) => readFulfilmentOrder(pool, id, clock.now()),
    commands: [
      {
        path: 'take-out',
        kind: 'take_out',
        field: 'fulfilmentOrder',
        summary: 'Put a fulfilment order back among what is open',
        body: ReasonBody,
        answer: FulfilmentOrderView,
        problems: ['illegal_transition'],
      },
      {
        path: 'pack',
        kind: 'pack_order',
        field: 'fulfilmentOrder',
        summary: 'Close the cartons of a fulfilment order and book its shipment',
        body: PackOrder,
        answer: PackedOrder,
        problems: [
          'illegal_transition',
          'fulfilment_blocked',
          'weight_differs',
          'unknown_reference',
        ],
      },
      {
        path: 'book',
        kind: 'book_shipment',
        field: 'fulfilmentOrder',
        summary: 'Choose the carrier for what is packed, and get its label',
        body: BookShipment,
        answer: ShipmentView,
        problems: ['illegal_transition', 'fulfilment_blocked', 'no_carrier'],
      },
      {
        path: 'hand-over',
        kind: 'hand_over',
        field: 'fulfilmentOrder',
        summary: 'Hand goods to who collects them and says the code',
        body: HandOver,
        answer: ShipmentView,
        problems: ['illegal_transition', 'fulfilment_blocked', 'wrong_pick_up_code'],
      },
      {
        path: 'report-shipped',
        kind: 'report_shipped',
        field: 'fulfilmentOrder',
        summary: 'Say that a location with programs of its own has shipped it',
        body: ReportShipped,
        answer: PackedOrder,
        problems: ['illegal_transition'],
      },
    ],
  },
  {
    path: 'waves',
    name: 'Waves, the newest first',
    states: ['planned', 'released', 'done', 'cancelled'],
    page: WavePage,
    view: WaveView,
    list: ({ pool }, filter, page) => listWaves(pool, filter, page),
    read: ({ pool }, id) => readWave(pool, id),
    commands: [
      {
        path: 'release',
        kind: 'release_wave',
        field: 'wave',
        summary: 'Give out the pick lists of a wave',
        body: NoBody,
        answer: ReleasedWave,
        problems: ['illegal_transition'],
      },
      {
        path: 'cancel',
        kind: 'cancel_wave',
        field: 'wave',
        summary: 'Take a planned wave apart again',
        body: NoBody,
        answer: WaveView,
        problems: ['illegal_transition'],
      },
    ],
  },
  {
    path: 'pick-lists',
    name: 'Pick lists, the newest first',
    states: ['open', 'picking', 'done', 'cancelled'],
    page: PickListPage,
    view: PickListView,
    list: ({ pool }, filter, page) => listPickLists(pool, filter, page),
    read: ({ pool }, id) => readPickList(pool, id),
    commands: [
      {
        path: 'start',
        kind: 'start_pick_list',
        field: 'pickList',
        summary: 'Set out with a pick list',
        body: StartPickList,
        answer: PickListView,
        problems: ['illegal_transition'],
      },
      {
        path: 'picks',
        kind: 'confirm_picks',
        field: 'pickList',
        summary: 'Confirm what was taken, and what was not there',
        body: ConfirmPicks,
        answer: PickListView,
        problems: ['illegal_transition', 'fulfilment_blocked', 'wrong_sku'],
      },
    ],
  },
  {
    path: 'shipments',
    name: 'Shipments, the newest first',
    states: [
      'booked',
      'voided',
      'shipped',
      'in_transit',
      'out_for_delivery',
      'delivery_failed',
      'delivered',
      'returned_to_sender',
    ],
    page: ShipmentPage,
    view: ShipmentView,
    list: ({ pool }, filter, page) => listShipments(pool, filter, page),
    read: ({ pool }, id) => readShipment(pool, id),
    commands: [
      {
        path: 'void',
        kind: 'void_shipment',
        field: 'shipment',
        summary: 'Give a label back that is not used',
        body: ReasonBody,
        answer: ShipmentView,
        problems: ['illegal_transition', 'manifest_closed'],
      },
      {
        path: 'ship',
        kind: 'ship_shipment',
        field: 'shipment',
        summary: 'Hand a shipment to its carrier',
        body: NoBody,
        answer: ShipmentView,
        problems: ['illegal_transition', 'fulfilment_blocked'],
      },
      {
        path: 'tracking',
        kind: 'report_tracking',
        field: 'shipment',
        summary: 'Tell what happened to a shipment of your own on its way',
        body: ReportShipmentTracking,
        answer: ShipmentView,
        problems: ['illegal_transition'],
      },
    ],
  },
  {
    path: 'manifests',
    name: 'Manifests, the newest first',
    states: ['open', 'closed'],
    page: ManifestPage,
    view: ManifestView,
    list: ({ pool }, filter, page) => listManifests(pool, filter, page),
    read: ({ pool }, id) => readManifest(pool, id),
    commands: [
      {
        path: 'close',
        kind: 'close_manifest',
        field: 'manifest',
        summary: 'Close a manifest: the carrier collects what is on it',
        body: NoBody,
        answer: ManifestView,
        problems: [],
      },
    ],
  },
  {
    path: 'change-requests',
    name: 'What locations are asked to change, the newest first',
    states: ['pending', 'accepted', 'refused', 'withdrawn'],
    page: ChangeRequestPage,
    view: ChangeRequestView,
    list: ({ pool }, filter, page) => listChangeRequests(pool, filter, page),
    read: ({ pool }, id) => readChangeRequest(pool, id),
    commands: [],
  },
  PURCHASE_ORDERS,
];

/** Stands in for a body that a caller may leave out. */
async function allowNoBody(request: FastifyRequest): Promise<void> {
  request.body ??= {};
}

/** What locations do with released orders, and what can be asked about it. */
export function fulfilmentRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    for (const resource of RESOURCES) await app.register(resourceRoutes(door, resource));

    app.post(
      '/v1/fulfilment/change-requests/:id/answer',
      {
        config: {
          policy: 'fulfilment:write',
          reach,
          isCommand: true,
          answers: { 200: ChangeRequestView },
          problems: ['illegal_transition'],
        },
        schema: {
          tags,
          summary: 'Take what is asked for, or refuse it',
          params: IdPath,
          body: AnswerChangeRequest,
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const found = await readChangeRequest(door.pool, id);
        if (found.kind === 'refused') return sendRefusal(reply, found);
        if (!reachesLocation(request, found.value.location)) {
          return sendRefusal(reply, notThere(id));
        }
        const { group } = found.value;
        const body = { changeRequest: id, group, ...request.body };
        return carryOut(door, request, reply, 'answer_change_request', body);
      },
    );

    app.get(
      '/v1/fulfilment/parcels/:sscc',
      {
        config: { policy: 'fulfilment:read', reach, answers: { 200: ParcelView } },
        schema: {
          tags,
          summary: 'What a parcel belongs to, by the SSCC on its label',
          params: SsccPath,
        },
      },
      async (request, reply) => {
        const { sscc } = request.params;
        const found = await readParcel(door.pool, sscc, door.clock.now());
        const isSeen = found.kind === 'refused' || reachesLocation(request, found.value.location);
        return sendFound(reply, isSeen ? found : noParcel(sscc));
      },
    );

    app.post(
      '/v1/fulfilment/tracking',
      {
        config: {
          policy: 'fulfilment:write',
          reach: 'refused',
          isCommand: true,
          answers: { 200: ShipmentView },
          problems: ['not_found'],
        },
        schema: {
          tags,
          summary: 'Tell what happened to a shipment on its way, as its carrier does',
          body: ReportTracking,
        },
      },
      (request, reply) => carryOut(door, request, reply, 'report_tracking', request.body),
    );
  };
}

function noParcel(sscc: string) {
  return refuse('not_found', `There is no parcel ${sscc}.`, { sscc });
}

function notThere(id: string) {
  return refuse('not_found', `There is nothing under ${id}.`, { id });
}

function resourceRoutes(door: Door, resource: Resource): FastifyPluginAsyncTypebox {
  const { path, name, states, filters = {}, page, view, list, read, commands } = resource;
  const policies = resource.policies ?? FULFILMENT_POLICIES;
  const url = `/v1/fulfilment/${path}`;
  return async (app) => {
    app.get(
      url,
      {
        config: { policy: policies.read, reach, answers: { 200: page } },
        schema: {
          tags,
          summary: name,
          querystring: Type.Object(
            {
              location: Type.Optional(Code),
              state: Type.Optional(Type.Enum([...states])),
              ...filters,
              ...pageParameters(PAGE_LIMIT_MAX),
            },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const narrowed = narrowToLocation(request, request.query.location);
        if ('kind' in narrowed) return sendRefusal(reply, narrowed);
        const { state = null } = request.query;
        const filter = { ...narrowed, state, ...wantedOf(request.query as FulfilmentOrderFilters) };
        return sendFound(reply, await list(door, filter, pageOf(request.query)));
      },
    );
    app.get(
      `${url}/:id`,
      {
        config: { policy: policies.read, reach, answers: { 200: view } },
        schema: { tags, summary: `One of: ${name}`, params: IdPath },
      },
      async (request, reply) => {
        const found = await read(door, request.params.id);
        const isSeen = found.kind === 'refused' || reachesLocation(request, found.value.location);
        return sendFound(reply, isSeen ? found : notThere(request.params.id));
      },
    );
    for (const command of commands) {
      app.post(
        `${url}/:id/${command.path}`,
        {
          config: {
            policy: policies.write,
            reach: command.reach ?? reach,
            isCommand: true,
            answers: { 200: command.answer },
            problems: command.problems,
          },
          schema: { tags, summary: command.summary, params: IdPath, body: command.body },
          ...(Object.keys(command.body.properties).length === 0
            ? { preValidation: allowNoBody }
            : {}),
        },
        (request, reply) => carryOutWithin(door, request, reply, { command, read }),
      );
    }
  };
}

/** Carries out a command on a thing that lies within the caller's reach. */
async function carryOutWithin(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  { command, read }: { readonly command: ResourceCommand; readonly read: Read },
): Promise<FastifyReply> {
  const { id } = request.params as { id: string };
  // Whoever sees everything need not be looked up for.
  if (request.principal?.reach !== null) {
    const found = await read(door, id);
    if (found.kind === 'refused') return sendRefusal(reply, found);
    if (!reachesLocation(request, found.value.location)) return sendRefusal(reply, notThere(id));
  }
  const body = { [command.field]: id, ...(request.body as object) };
  return carryOut(door, request, reply, command.kind, body);
}
