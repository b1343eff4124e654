import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  listAllotments,
  listLots,
  listSafetyStockRules,
  PAGE_LIMIT_MAX,
  previewSafetyStock,
  readLotSuggestion,
  readSerial,
} from '../modules/inventory/index.ts';
import { readChannel } from '../modules/orders/index.ts';
import {
  AllotmentPage,
  AllotmentView,
  EndAllotment,
  PutAllotment,
} from '../../contracts/inventory-allotments.ts';
import {
  BlockLot,
  LotChange,
  LotPage,
  LotSuggestion,
  SerialView,
  SetTracking,
  TrackingView,
} from '../../contracts/inventory-lots.ts';
import {
  PutSafetyStockRule,
  SafetyStockPreview,
  SafetyStockRulePage,
} from '../../contracts/inventory-safety-stock.ts';
import { Code } from '../../contracts/shared.ts';
import { pageOf, pageParameters, sendFound } from './answer-query.ts';
import { carryOut } from './carry-out.ts';
import { CodePath } from './contract-parts.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';
import { locationsWithin, narrowToLocation } from './reach.ts';

const tags = ['stock'];
const Closed = { additionalProperties: false } as const;
const Page = pageParameters(PAGE_LIMIT_MAX);
const PutAllotmentBody = Type.Omit(PutAllotment, ['code'], { ...Closed, $id: 'PutAllotmentBody' });
const EndAllotmentBody = Type.Omit(EndAllotment, ['code'], { ...Closed, $id: 'EndAllotmentBody' });
const PutRuleBody = Type.Omit(PutSafetyStockRule, ['code'], {
  ...Closed,
  $id: 'PutSafetyStockRuleBody',
});
const NoBody = Type.Object({}, Closed);
const SkuPath = Type.Object({ sku: Code });
const LotPath = Type.Object({ sku: Code, lot: Code });

/** Which stock is kept for whom, and how units are told apart: allotments, lots, serial numbers. */
export function stockKeepingRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    const write = { policy: 'stock:write', isCommand: true, reach: 'refused' } as const;
    const read = 'stock:read' as const;
    app.put(
      '/v1/stock/allotments/:code',
      {
        config: {
          setting: 'allotment/:code',
          ...write,
          answers: { 200: AllotmentView },
          problems: ['unknown_reference', 'already_exists', 'illegal_transition'],
        },
        schema: {
          tags,
          summary: 'Keep units of a SKU for a channel until a time',
          params: CodePath,
          body: PutAllotmentBody,
        },
      },
      async (request, reply) => {
        const { code } = request.params;
        const channel = await readChannel(door.pool, request.body.channel);
        if (channel.kind === 'refused') return sendRefusal(reply, channel);
        return carryOut(door, request, reply, 'put_allotment', { code, ...request.body });
      },
    );

    app.post(
      '/v1/stock/allotments/:code/end',
      {
        config: {
          ...write,
          answers: { 200: AllotmentView },
          problems: ['illegal_transition'],
        },
        schema: {
          tags,
          summary: 'Give back what is still kept',
          params: CodePath,
          body: EndAllotmentBody,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'end_allotment', {
          code: request.params.code,
          ...request.body,
        }),
    );

    app.get(
      '/v1/stock/allotments',
      {
        config: {
          policy: read,
          reach: 'refused',
          answers: { 200: AllotmentPage },
          problems: ['not_found'],
        },
        schema: {
          tags,
          summary: 'What is kept for channels, and what is missing and kept for nobody',
          querystring: Type.Object({ sku: Type.Optional(Code), ...Page }, Closed),
        },
      },
      async ({ query }, reply) =>
        sendFound(reply, await listAllotments(door.pool, query.sku ?? null, pageOf(query))),
    );

    app.put(
      '/v1/stock/safety-stock-rules/:code',
      {
        config: {
          setting: 'safety_stock_rule/:code',
          ...write,
          answers: { 200: PutSafetyStockRule },
        },
        schema: {
          tags,
          summary: 'Say how much is kept back of which positions, by a rule',
          params: CodePath,
          body: PutRuleBody,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_safety_stock_rule', {
          code: request.params.code,
          ...request.body,
        }),
    );

    app.post(
      '/v1/stock/safety-stock-rules/:code/run',
      {
        config: {
          ...write,
          answers: { 200: PutSafetyStockRule },
          problems: ['illegal_transition'],
        },
        schema: {
          tags,
          summary: 'Apply the rules at once instead of at their next daily run',
          params: CodePath,
          body: NoBody,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'run_safety_stock_rule', { code: request.params.code }),
    );

    app.get(
      '/v1/stock/safety-stock-rules',
      {
        config: { policy: read, reach: 'refused', answers: { 200: SafetyStockRulePage } },
        schema: {
          tags,
          summary: 'Rules by which safety stock is set',
          querystring: Type.Object(Page, Closed),
        },
      },
      async ({ query }, reply) =>
        sendFound(reply, await listSafetyStockRules(door.pool, pageOf(query))),
    );

    app.get(
      '/v1/stock/safety-stock-rules/preview',
      {
        config: { policy: read, reach: 'refused', answers: { 200: SafetyStockPreview } },
        schema: {
          tags,
          summary: 'What the rules would come to now, position by position',
          querystring: Type.Object(Page, Closed),
        },
      },
      async ({ query }, reply) =>
        sendFound(reply, await previewSafetyStock(door.pool, door.clock.now(), pageOf(query))),
    );

    app.put(
      '/v1/stock/:sku/tracking',
      {
        config: {
          ...write,
          answers: { 200: TrackingView },
          problems: ['unknown_reference', 'illegal_transition'],
        },
        schema: {
          tags,
          summary: 'Keep a SKU by lots or serial numbers',
          params: SkuPath,
          body: SetTracking,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'set_tracking', {
          sku: request.params.sku,
          ...request.body,
        }),
    );

    app.get(
      '/v1/stock/:sku/lots',
      {
        config: { policy: read, reach: ['location'], answers: { 200: LotPage } },
        schema: {
          tags,
          summary: 'Lots of a SKU, location by location',
          params: SkuPath,
          querystring: Type.Object(Page, Closed),
        },
      },
      async (request, reply) => {
        const { params, query } = request;
        const locations = locationsWithin(request);
        return sendFound(reply, await listLots(door.pool, params.sku, locations, pageOf(query)));
      },
    );

    app.get(
      '/v1/stock/:sku/lots/suggested',
      {
        config: { policy: read, reach: ['location'], answers: { 200: LotSuggestion } },
        schema: {
          tags,
          summary: 'Which lots a pick should take, first expired first',
          params: SkuPath,
          querystring: Type.Object(
            {
              location: Code,
              quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
              shelfLifeDaysMin: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_650 })),
            },
            Closed,
          ),
        },
      },
      async (request, reply) => {
        const { location, quantity, shelfLifeDaysMin = 0 } = request.query;
        const narrowed = narrowToLocation(request, location);
        if ('code' in narrowed) return sendRefusal(reply, narrowed);
        const { sku } = request.params;
        const wish = { sku, location, quantity, shelfLifeDaysMin, at: door.clock.now() };
        return sendFound(reply, await readLotSuggestion(door.pool, wish));
      },
    );

    for (const [path, kind, summary] of [
      ['quarantine', 'quarantine_lot', 'Recall a lot: no unit of it may be used any more'],
      ['release', 'release_lot', 'Let a lot that was recalled be used again'],
    ] as const) {
      app.post(
        `/v1/stock/:sku/lots/:lot/${path}`,
        {
          config: { ...write, answers: { 200: LotChange }, problems: ['illegal_transition'] },
          schema: { tags, summary, params: LotPath, body: BlockLot },
        },
        (request, reply) =>
          carryOut(door, request, reply, kind, { ...request.params, ...request.body }),
      );
    }

    app.get(
      '/v1/stock/:sku/serials/:serial',
      {
        config: { policy: read, reach: 'refused', answers: { 200: SerialView } },
        schema: {
          tags,
          summary: 'A unit by its serial number, with its whole way',
          params: Type.Object({ sku: Code, serial: Code }),
        },
      },
      async ({ params }, reply) =>
        sendFound(reply, await readSerial(door.pool, params.sku, params.serial)),
    );
  };
}
