import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestHashOf, type Command, type Lane, type Reply } from '../hub/index.ts';
import { assert } from '../kernel/assert.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import type { Door } from './door.ts';
import { expectedVersionOf } from './setting-versions.ts';
import { JSON_TYPE, PROBLEM_TYPE, RETRY_AFTER_SECONDS, sendRefusal } from './problems.ts';

/** The form of an Idempotency-Key, as the OpenAPI document says it too. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/** The caller's Idempotency-Key, or a refusal of one that is none. */
function keyOf(request: FastifyRequest, actor: string): string | null | Refusal {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key)) {
    return refuse(
      'invalid_request',
      'An Idempotency-Key has 1 to 255 printable ASCII characters.',
      {
        field: 'Idempotency-Key',
      },
    );
  }
  // Its key belongs to who calls: two callers never meet in one.
  return `${actor}\n${key}`;
}

/** What a caller wants, in the hub's words. */
export interface Wish {
  readonly kind: string;
  readonly body: unknown;
  /** The part of the body by which a repeated request is recognised, when that is not all of it. */
  readonly recognisedBy?: unknown;
  readonly lane?: Lane;
}

/** The command that a request makes, without a key. */
export function commandOf(
  { ids, clock }: Pick<Door, 'ids' | 'clock'>,
  request: FastifyRequest,
  { kind, body, recognisedBy = body }: Wish,
): Command {
  assert(request.principal !== null, 'commands come from somebody');
  return {
    id: ids.uuid(),
    kind,
    body,
    key: null,
    requestHash: requestHashOf(kind, recognisedBy),
    actor: request.principal.actor,
    trace: request.trace,
    // The first call about an order begins its trace, and need not look for one.
    isTraceFresh: !request.isTraceGiven && kind !== 'place_order',
    receivedAt: clock.now(),
  };
}

/** Submits what a request wants. Answers a refusal when its Idempotency-Key is none. */
export function submitWish(
  door: Door,
  request: FastifyRequest,
  wish: Wish,
): Promise<Reply> | Refusal {
  const expected = expectedVersionOf(request);
  if (expected !== null && typeof expected === 'object') return expected;
  const command = {
    ...commandOf(door, request, wish),
    ...(expected === null ? {} : { expectedVersion: expected }),
  };
  const key = keyOf(request, command.actor);
  if (key !== null && typeof key === 'object') return key;
  return door.hub.submit(key === null ? command : { ...command, key }, wish.lane);
}

/** Submits what a request wants and answers it with what the hub says, byte for byte. */
export async function carryOut(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: string,
  body: unknown,
): Promise<FastifyReply> {
  const answer = submitWish(door, request, { kind, body });
  return 'kind' in answer ? sendRefusal(reply, answer) : sendAnswer(reply, await answer);
}

/** Sends the ready text of an answer. */
export function sendAnswer(reply: FastifyReply, answer: Reply): FastifyReply {
  if (answer.repeated) void reply.header('idempotent-replay', 'true');
  if (answer.status === 503) void reply.header('retry-after', RETRY_AFTER_SECONDS);
  return reply
    .code(answer.status)
    .header('content-type', answer.status < 400 ? JSON_TYPE : PROBLEM_TYPE)
    .send(answer.body);
}

/** Stands in for a body that a caller may leave out. */
export async function allowNoBody(request: FastifyRequest): Promise<void> {
  request.body ??= {};
}
