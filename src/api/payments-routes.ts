import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { requestHashOf } from '../hub/index.ts';
import { MINUTE_MS } from '../kernel/clock.ts';
import {
  giftCardHash,
  listAccounts,
  listGiftCards,
  listPaymentProviders,
  readPayments,
  readPaymentProvider,
  signatureOf,
} from '../modules/orders/index.ts';
import { refuse } from '../../contracts/errors.ts';
import { ChangedOrder } from '../../contracts/order-changes.ts';
import {
  GiftCardIssued,
  GiftCardPage,
  IssueGiftCard,
  PaymentProviderList,
  PaymentProviderView,
  PaymentsView,
  ProviderNotice,
  PutPaymentProvider,
  RefundOrder,
  RetryPayment,
} from '../../contracts/payments.ts';
import { AccountPage, AccountView, PutAccount } from '../../contracts/order-kinds.ts';
import { Code } from '../../contracts/shared.ts';
import { pageOf, pageParameters, sendFound, sendJson } from './answer-query.ts';
import { carryOut, sendAnswer, submitWish } from './carry-out.ts';
import { CodePath, OrderPath } from './contract-parts.ts';
import type { Door } from './door.ts';
import { sendRefusal } from './problems.ts';

const GIFT_CARD_PAGE_MAX = 200;
const ACCOUNT_PAGE_MAX = 200;
/** A notice that was signed longer ago may have been overheard and sent again. */
const SIGNATURE_AGE_MS_MAX = 5 * MINUTE_MS;
const OperationPath = Type.Object({
  ...OrderPath.properties,
  operation: Type.String({ pattern: '^[0-9]{1,15}-p[0-9]{1,9}$' }),
});
const NoticeTaken = Type.Object(
  { taken: Type.Boolean() },
  { additionalProperties: false, $id: 'NoticeTaken' },
);

declare module 'fastify' {
  interface FastifyRequest {
    /** The bytes of a body that is signed. */
    signedBody?: Buffer;
  }
}

/** Money of orders, gift cards, and those who move money for us. */
export function paymentRoutes(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    const write = 'payments:write' as const;
    const read = 'payments:read' as const;
    const tags = ['payments'];
    const isCommand = true;

    app.get(
      '/v1/orders/:id/payments',
      {
        config: { policy: read, answers: { 200: PaymentsView } },
        schema: {
          tags,
          summary: 'The money of an order: every fact, what is open, what a provider is asked for',
          params: OrderPath,
        },
      },
      async ({ params }, reply) =>
        sendFound(reply, await readPayments(door.pool, Number(params.id))),
    );
    app.post(
      '/v1/orders/:id/refunds',
      {
        config: {
          policy: write,
          isCommand,
          answers: { 200: ChangedOrder },
          problems: ['nothing_to_refund'],
        },
        schema: {
          tags,
          summary: 'Send back what was paid beyond what is due, or a part of it',
          params: OrderPath,
          body: RefundOrder,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'refund_order', {
          orderId: Number(request.params.id),
          ...request.body,
        }),
    );
    app.post(
      '/v1/orders/:id/payment-operations/:operation/retry',
      {
        config: {
          policy: write,
          isCommand,
          answers: { 200: ChangedOrder },
          problems: ['illegal_transition'],
        },
        schema: {
          tags,
          summary: 'Let what a provider has declined be tried again, or forget it',
          params: OperationPath,
          body: RetryPayment,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'retry_payment', {
          orderId: Number(request.params.id),
          operation: request.params.operation,
          ...request.body,
        }),
    );

    app.post(
      '/v1/gift-cards',
      {
        config: { policy: write, isCommand, answers: { 201: GiftCardIssued } },
        schema: { tags, summary: 'Issue a gift card; its code is shown once', body: IssueGiftCard },
      },
      (request, reply) => issueGiftCard(door, request, reply),
    );
    app.get(
      '/v1/gift-cards',
      {
        config: { policy: read, answers: { 200: GiftCardPage } },
        schema: {
          tags,
          summary: 'Gift cards with their balances, newest first',
          querystring: Type.Object(
            {
              ...pageParameters(GIFT_CARD_PAGE_MAX),
              cursor: Type.Optional(
                Type.String({
                  pattern: '^[0-9]{1,15}\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
                }),
              ),
            },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => sendJson(reply, await listGiftCards(door.pool, pageOf(query))),
    );

    app.put(
      '/v1/accounts/:code',
      {
        config: {
          setting: 'account/:code',
          policy: write,
          isCommand,
          answers: { 200: AccountView },
          problems: ['invalid_settings'],
        },
        schema: {
          tags,
          summary: 'Create or replace the account of a business customer',
          params: CodePath,
          body: PutAccount,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_account', {
          code: request.params.code,
          ...request.body,
        }),
    );
    app.get(
      '/v1/accounts',
      {
        config: { policy: read, answers: { 200: AccountPage } },
        schema: {
          tags,
          summary: 'Accounts of business customers with what they owe, by code',
          querystring: Type.Object(
            { ...pageParameters(ACCOUNT_PAGE_MAX), cursor: Type.Optional(Code) },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => sendJson(reply, await listAccounts(door.pool, pageOf(query))),
    );

    app.put(
      '/v1/payment-providers/:code',
      {
        config: {
          setting: 'payment_provider/:code',
          policy: 'settings:write',
          isCommand,
          answers: { 200: PaymentProviderView },
        },
        schema: {
          tags,
          summary: 'Create or replace a payment provider',
          params: CodePath,
          body: PutPaymentProvider,
        },
      },
      (request, reply) =>
        carryOut(door, request, reply, 'put_payment_provider', {
          code: request.params.code,
          ...request.body,
        }),
    );
    app.get(
      '/v1/payment-providers',
      {
        config: { policy: 'settings:read', answers: { 200: PaymentProviderList } },
        schema: { tags, summary: 'All payment providers' },
      },
      async (_request, reply) =>
        sendJson(reply, { items: await listPaymentProviders(door.pool), nextCursor: null }),
    );
  };
}

/** What payment providers tell by themselves, signed with the secret that both sides share. */
export function providerNotices(door: Door): FastifyPluginAsyncTypebox {
  return async (app) => {
    // Signed are bytes: they are kept as they came, beside what they say.
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer' },
      (request, body: Buffer, done) => {
        request.signedBody = body;
        try {
          done(null, JSON.parse(body.toString()));
        } catch {
          done(Object.assign(new Error('not JSON'), { code: 'FST_ERR_CTP_INVALID_JSON_BODY' }));
        }
      },
    );
    app.post(
      '/v1/payment-providers/:code/notices',
      {
        config: {
          policy: 'public',
          answers: { 200: NoticeTaken },
          headers: {
            'Linchpin-Timestamp': 'Milliseconds since 1970, as they were signed',
            'Linchpin-Signature': 'HMAC-SHA256 of "TIMESTAMP.BODY", hexadecimal',
          },
          problems: [
            'wrong_signature',
            'already_exists',
            'refused_by_flow',
            'quarantined',
            'overloaded',
            'stopping',
          ],
        },
        schema: {
          tags: ['payments'],
          summary: 'Take a notice of a payment provider; the same notice again counts once',
          params: CodePath,
          body: ProviderNotice,
        },
      },
      (request, reply) => takeNotice(door, request, reply, request.params.code, request.body),
    );
  };
}

async function takeNotice(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  { orderId, ...fact }: ProviderNotice,
): Promise<FastifyReply> {
  const provider = await readPaymentProvider(door.pool, code);
  const secret = provider === null ? undefined : door.environment(provider.secretVariable);
  if (!isSigned(request, secret, door.clock.now())) {
    return sendRefusal(reply, refuse('wrong_signature', `That is no notice of ${code}.`));
  }
  const body = { orderId: Number(orderId), ...fact };
  const answer = await door.hub.submit({
    id: door.ids.uuid(),
    kind: 'record_payment',
    body,
    key: null,
    requestHash: requestHashOf('record_payment', body),
    actor: `provider/${code}`,
    trace: request.trace,
    receivedAt: door.clock.now(),
  });
  return answer.status < 300 ? sendJson(reply, { taken: true }) : sendAnswer(reply, answer);
}

function isSigned(request: FastifyRequest, secret: string | undefined, now: number): boolean {
  const timestamp = request.headers['linchpin-timestamp'];
  const given = request.headers['linchpin-signature'];
  if (secret === undefined || secret === '' || request.signedBody === undefined) return false;
  if (typeof timestamp !== 'string' || typeof given !== 'string') return false;
  if (!/^[0-9]{1,15}$/.test(timestamp)) return false;
  if (Math.abs(now - Number(timestamp)) > SIGNATURE_AGE_MS_MAX) return false;
  const expected = Buffer.from(signatureOf(secret, timestamp, request.signedBody));
  const sent = Buffer.from(given);
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}

async function issueGiftCard(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const code = makeGiftCardCode();
  const body = request.body as object;
  const answer = submitWish(door, request, {
    kind: 'issue_gift_card',
    body: { ...body, secretHash: giftCardHash(code), ending: code.slice(-4) },
    recognisedBy: body,
  });
  if ('kind' in answer) return sendRefusal(reply, answer);
  const answered = await answer;
  // A repeated request hears of the card that was issued first, whose code nobody knows any more.
  if (answered.status !== 201 || answered.repeated) return sendAnswer(reply, answered);
  const card = JSON.parse(answered.body) as object;
  return sendAnswer(reply, {
    ...answered,
    body: JSON.stringify({ ...card, giftCardCode: code }),
  });
}

/** Four groups of four signs that are hard to confuse: 80 bits. */
function makeGiftCardCode(): string {
  const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  const code = [...randomBytes(16)].map((byte) => signs[byte & 31]).join('');
  return (code.match(/.{4}/g) as string[]).join('-');
}
