import { answerOf, client } from '../client/client.ts';
import type { Order } from '../client/contract.generated.d.ts';
import { UnreachableServer } from '../client/problem.ts';
import { randomId } from '../client/random-id.ts';
import { openHolds, type BulkAction } from './bulk-actions.ts';

/** What was typed for an action. */
export interface BulkChoice {
  readonly priority: number;
  readonly holdKind: string;
  readonly reason: string;
}

/** Takes back what was done to an order. */
export type Undo = () => Promise<void>;

/**
 * Carries out an action on one order, as one command of its own; several holds are several. Answers how it is taken
 * back, or null where nothing takes it back. `key` makes it the same command when it is sent again.
 *
 * @throws ServerProblem when the order refuses it
 * @throws UnreachableServer when nobody answered: it may have been done
 */
export async function runOn(
  action: BulkAction,
  order: Order,
  choice: BulkChoice,
  key: string,
): Promise<Undo | null> {
  const path = { id: order.id };
  const headers = { 'idempotency-key': key };
  switch (action) {
    case 'hold': {
      const { holdKind: kind, reason } = choice;
      const { hold } = await answerOf(
        client.POST('/v1/orders/{id}/holds', { params: { path }, headers, body: { kind, reason } }),
      );
      return hold === undefined ? null : () => releaseHold(order.id, hold.id, randomId(), '');
    }
    case 'releaseHold': {
      const holds = openHolds(order);
      for (const [index, hold] of holds.entries()) {
        // One order takes one command after the other.
        await releaseHold(order.id, hold.id, index === 0 ? key : `${key}-${index}`, choice.reason);
      }
      return () => holdAgain(order.id, holds);
    }
    case 'release':
      await answerOf(
        client.POST('/v1/orders/{id}/release', { params: { path }, headers, body: {} }),
      );
      return null;
    case 'cancel':
      await answerOf(
        client.POST('/v1/orders/{id}/cancel', {
          params: { path },
          headers,
          body: { reason: choice.reason },
        }),
      );
      return null;
    case 'priority':
      await setPriority(order.id, choice.priority, key);
      return () => setPriority(order.id, order.priority, randomId());
  }
}

/** True when nobody knows whether a command was carried out: sent again it has to be the same one. */
export function isUncertain(error: unknown): boolean {
  return error instanceof UnreachableServer;
}

async function setPriority(id: string, priority: number, key: string): Promise<void> {
  await answerOf(
    client.PATCH('/v1/orders/{id}', {
      params: { path: { id } },
      headers: { 'idempotency-key': key },
      body: { priority },
    }),
  );
}

async function releaseHold(id: string, holdId: string, key: string, note: string): Promise<void> {
  await answerOf(
    client.POST('/v1/orders/{id}/holds/{holdId}/release', {
      params: { path: { id, holdId } },
      headers: { 'idempotency-key': key },
      body: note === '' ? {} : { note },
    }),
  );
}

async function holdAgain(id: string, holds: Order['holds']): Promise<void> {
  for (const { kind, reason, owner, dueAt } of holds) {
    // One order takes one command after the other.
    await answerOf(
      client.POST('/v1/orders/{id}/holds', {
        params: { path: { id } },
        body: {
          kind,
          reason,
          ...(owner === null ? {} : { owner }),
          ...(dueAt === null ? {} : { dueAt }),
        },
      }),
    );
  }
}
