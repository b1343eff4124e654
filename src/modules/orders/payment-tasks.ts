import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import type { JobTask } from '../../hub/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { PaymentKind, Tender } from '../../../contracts/payments.ts';
import { JobFailure } from '../../platform/jobs/index.ts';
import { PAYMENT_TASK, type PaymentJob } from './ask-for-payments.ts';
import type { PaymentOperation } from './order-record.ts';
import type { PaymentProvider } from './payment-providers.ts';
import { readPaymentProvider } from './read-payments.ts';

const CALL_MS_MAX = 20_000;

/** What a provider is asked; the same idempotency key is carried out once. */
interface ProviderRequest {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly operation: string;
  readonly of: string;
  readonly tender: Tender;
  readonly amountMinor: number;
  readonly currency: string;
}

/** What a provider answers: it is done, or definitely not. */
type ProviderAnswer =
  | {
      readonly outcome: 'done';
      readonly reference: string;
      readonly occurredAt?: string;
      readonly expiresAt?: string;
    }
  | { readonly outcome: 'declined'; readonly reference: string };

/** Who moves money. Every method may be called again with the same key and then does nothing more. */
type PaymentPort = Readonly<
  Record<PaymentOperation['kind'], (request: ProviderRequest) => Promise<ProviderAnswer>>
>;

const FACT_OF: Readonly<Record<PaymentOperation['kind'], PaymentKind>> = {
  authorise: 'authorised',
  capture: 'captured',
  void: 'voided',
  refund: 'refunded',
};

/** What the tasks need of their surroundings. */
export interface PaymentTaskOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  /** The secret under a name of the environment; undefined: there is none. */
  readonly secretOf: (name: string) => string | undefined;
}

/**
 * The tasks that ask providers to move money. An operation is asked under one idempotency key until the
 * provider says what became of it, and its result is recorded under one key too: neither our repeats nor
 * those of the provider count twice.
 */
export function createPaymentTasks(options: PaymentTaskOptions): Record<string, JobTask> {
  return {
    async [PAYMENT_TASK](payload, context) {
      const { orderId, provider: code, currency, operation } = payload as PaymentJob;
      const port = await portOf(code, options);
      const { id, attempt, kind, of, tender, amountMinor } = operation;
      const idempotencyKey = `${id}.${attempt}`;
      const answer = await port[kind]({
        idempotencyKey,
        orderId: String(orderId),
        operation: id,
        of,
        tender,
        amountMinor,
        currency,
      });
      const isDone = answer.outcome === 'done';
      const settled = kind === 'refund' ? { capture: of } : { authorisation: of };
      const fact = {
        orderId,
        kind: isDone ? FACT_OF[kind] : 'failed',
        amountMinor,
        reference: answer.reference,
        tender,
        operation: id,
        ...settled,
        ...(isDone && answer.occurredAt !== undefined ? { occurredAt: answer.occurredAt } : {}),
        ...(isDone && answer.expiresAt !== undefined ? { expiresAt: answer.expiresAt } : {}),
      };
      const reply = await context.submit('record_payment', fact, `payment ${idempotencyKey}`);
      if (reply.status >= 400) {
        throw new JobFailure(`the result of ${id} was refused with ${reply.status}`, {
          isFinal: true,
        });
      }
    },
  };
}

/** @throws JobFailure when the provider or its secret is missing */
async function portOf(
  code: string,
  { pool, clock, secretOf }: PaymentTaskOptions,
): Promise<PaymentPort> {
  const provider = await readPaymentProvider(pool, code);
  if (provider === null) throw new JobFailure(`there is no payment provider ${code}`);
  const secret = secretOf(provider.secretVariable);
  if (secret === undefined || secret === '') {
    throw new JobFailure(
      `${provider.secretVariable} is not set: provider ${code} cannot be called`,
    );
  }
  return httpPort(provider, secret, clock);
}

/** A provider that is asked over HTTP: POST URL/authorise, /capture, /void and /refund, signed as notices are. */
function httpPort({ url, code }: PaymentProvider, secret: string, clock: Clock): PaymentPort {
  const ask = (kind: PaymentOperation['kind']) => async (request: ProviderRequest) => {
    const body = JSON.stringify(request);
    const timestamp = String(clock.now());
    let response: Response;
    try {
      response = await fetch(`${url.replace(/\/$/, '')}/${kind}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': request.idempotencyKey,
          'linchpin-timestamp': timestamp,
          'linchpin-signature': signatureOf(secret, timestamp, body),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(CALL_MS_MAX),
      });
    } catch (error) {
      // Whether it was done nobody knows: the same key asks again.
      throw new JobFailure(`provider ${code} did not answer (${(error as Error).name})`);
    }
    return answerOf(response, code);
  };
  return {
    authorise: ask('authorise'),
    capture: ask('capture'),
    void: ask('void'),
    refund: ask('refund'),
  };
}

async function answerOf(response: Response, code: string): Promise<ProviderAnswer> {
  if (response.status !== 200) {
    throw new JobFailure(`provider ${code} answered ${response.status}`);
  }
  const answer = (await response.json().catch(() => null)) as Partial<ProviderAnswer> | null;
  const isKnown = answer?.outcome === 'done' || answer?.outcome === 'declined';
  if (!isKnown || typeof answer.reference !== 'string' || answer.reference === '') {
    throw new JobFailure(`provider ${code} answered something that is neither done nor declined`);
  }
  return answer as ProviderAnswer;
}

/** What both sides put beside a body: HMAC-SHA256 over timestamp (milliseconds), a full stop and the body. */
export function signatureOf(secret: string, timestamp: string, body: string | Buffer): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
}
