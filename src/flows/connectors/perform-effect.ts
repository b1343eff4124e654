import type { Pool } from 'pg';
import { recordOf, type JobContext, type JobTask } from '../../hub/index.ts';
import { SECOND_MS, type Clock, type Instant } from '../../kernel/clock.ts';
import { callEndpoint, type CallAnswer, type PlainMailer } from '../../modules/notices/index.ts';
import { JobFailure, JobPostponed } from '../../platform/jobs/index.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import { BEARER_HEADER, type Connector } from './connector.ts';
import type { Effect, EffectJob } from './effect.ts';
import { effectOf, type EffectRow } from './effect-facts.ts';
import * as sql from './effects.sql.ts';
import { MAIL_CONNECTOR, sendByMail } from './mail-effect.ts';
import { readAnswer } from './read-answer.ts';
import type { SettledByJob } from './settled.ts';

/** What the task works with. */
export interface EffectTaskOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  /** The secret under a name of the environment; undefined: there is none. */
  readonly secretOf: (name: string) => string | undefined;
  /** True where systems in our own network may be called. */
  readonly mayBePrivate: boolean;
  /** Null: there is no mail server. */
  readonly mailer: PlainMailer | null;
}

/** What is known after a call. `unknown`: it may have been done or not. */
type Verdict =
  | { readonly kind: 'settled'; readonly settled: Omit<SettledByJob, 'effectId'> }
  | { readonly kind: 'not_sent'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

const ANSWER_BYTES_MAX = 65_536;
/** After a call was asked for, another may try a connector that is half open so long after its time-out. */
const PROBE_GRACE_MS = 5 * SECOND_MS;

/**
 * flows.effect: asks a connector for what a run wants outside, and says in a command what became of it.
 * That it is sent is durable before it is: a process that ends in between leaves behind that it may have
 * arrived, and what follows then is a matter of the connector.
 */
export function performEffectTask(options: EffectTaskOptions): JobTask {
  return async (payload, context) => {
    const { pool } = options;
    const { effectId } = payload as EffectJob;
    const [row] = await runStatement<EffectRow & { slot_at: Instant | null }>(
      pool,
      sql.readEffect,
      [effectId],
    );
    if (row === undefined) throw new JobFailure('the effect is gone', { isFinal: true });
    const effect = effectOf(row);
    if (effect.state !== 'requested' && effect.state !== 'sent') return;
    if (effect.connector === MAIL_CONNECTOR) {
      await runStatement(pool, sql.markSent, [effect.id, effect.attempts]);
      return settle(context, effect, await sendByMail(options.mailer, effect, context));
    }
    const known = await connectorOf(pool, effect.connector);
    if (known === null) {
      // What was surely never sent can be given up; what may have been is for somebody to find out.
      const reason = `There is no connector ${effect.connector}.`;
      const outcome = effect.state === 'requested' ? 'failed' : 'unsure';
      return settle(context, effect, { outcome, values: null, reason });
    }
    const { connector, health } = known;
    const secret = secretOf(connector, options);
    if (effect.state === 'sent' && connector.repeat === 'neither') {
      return settle(context, effect, silence('It was sent, and nothing is known of the answer.'));
    }
    await admit(options, known, effect, row.slot_at);
    const verdict = await attempt(options, connector, secret, effect, context);
    const isHealthy = verdict.kind === 'settled';
    // Given up because the process stops, and not for anything the other side did.
    if (context.signal.aborted && !isHealthy) throw new JobFailure('given up');
    if (!isHealthy || health.failures > 0) await noteHealth(options, connector, isHealthy);
    await conclude(options, effect, connector, verdict, context);
  };
}

/** How a connector does, as it was read before a call. */
interface Health {
  readonly failures: number;
  /** Null: the breaker is closed. */
  readonly open_until: Instant | null;
}

interface KnownConnector {
  readonly connector: Connector;
  readonly health: Health;
}

async function connectorOf(pool: Pool, code: string): Promise<KnownConnector | null> {
  const [row] = await runStatement<Health>(pool, sql.readConnector, [code]);
  if (row === undefined) return null;
  const record = row as unknown as Readonly<Record<string, unknown>>;
  return { connector: recordOf<Connector>(sql.connectorTable, record), health: row };
}

function silence(reason: string): Omit<SettledByJob, 'effectId'> {
  return { outcome: 'unsure', values: null, reason };
}

/** @throws JobFailure when the secret is missing */
function secretOf(connector: Connector, options: EffectTaskOptions): string | null {
  const { code, secretVariable } = connector;
  if (secretVariable === null) return null;
  const secret = options.secretOf(secretVariable);
  if (secret !== undefined && secret !== '') return secret;
  throw new JobFailure(`${secretVariable} is not set: connector ${code} cannot be called`);
}

/**
 * Waits for the rate of a connector, each call for a moment of its own, and for its breaker. Where there is no rate and
 * it is well, nothing is written: all calls would write the same row.
 * @throws JobPostponed until there is room
 */
async function admit(
  { pool, clock }: EffectTaskOptions,
  { connector, health }: KnownConnector,
  { id }: Effect,
  reserved: Instant | null,
): Promise<void> {
  const { code, ratePerMinute, timeoutMs } = connector;
  const now = clock.now();
  if (ratePerMinute !== null) {
    const slot = reserved ?? (await takeSlot(pool, code, ratePerMinute, now));
    if (slot > now) {
      await runStatement(pool, sql.keepSlot, [id, slot]);
      throw new JobPostponed(slot);
    }
  }
  if (health.open_until === null) return;
  const probeUntil = now + timeoutMs + PROBE_GRACE_MS;
  const passed = await runStatement(pool, sql.passBreaker, [code, now, probeUntil]);
  if (passed.length > 0) return;
  const [breaker] = await runStatement<{ closed_until: Instant | null }>(pool, sql.readBreaker, [
    code,
  ]);
  await runStatement(pool, sql.keepSlot, [id, null]);
  throw new JobPostponed(Math.max(breaker?.closed_until ?? 0, now + SECOND_MS));
}

/** Reserves the next call that a rate leaves room for: when it may begin. */
async function takeSlot(
  pool: Pool,
  code: string,
  ratePerMinute: number,
  now: Instant,
): Promise<Instant> {
  const stepMs = Math.ceil((60 * SECOND_MS) / ratePerMinute);
  const [taken] = await runStatement<{ slot_at: Instant }>(pool, sql.takeSlot, [code, now, stepMs]);
  return taken?.slot_at ?? now;
}

/** One attempt: first what became of the last one where the connector says so, then the call itself. */
async function attempt(
  options: EffectTaskOptions,
  connector: Connector,
  secret: string | null,
  effect: Effect,
  context: JobContext,
): Promise<Verdict> {
  const { key, request, state } = effect;
  const call = (method: string, path: string, body: unknown) =>
    callEndpoint({
      url: `${connector.url.replace(/\/$/, '')}${path}`,
      method,
      headers: headersOf(connector, secret, key, context.trace, body),
      body: body === null ? null : JSON.stringify(body),
      timeoutMs: connector.timeoutMs,
      answerBytesMax: ANSWER_BYTES_MAX,
      mayBePrivate: options.mayBePrivate,
      signal: context.signal,
    });
  if (state === 'sent' && connector.queryPath !== null) {
    const path = connector.queryPath.replace('{key}', encodeURIComponent(key));
    const told = await call('GET', path, null);
    if (told.httpStatus !== 404) {
      return told.httpStatus === 200
        ? verdictOn(effect, told)
        : { kind: 'unknown', reason: `Asked what became of it: ${textOf(told)}` };
    }
  }
  const marked = await runStatement(options.pool, sql.markSent, [effect.id, effect.attempts]);
  // Somebody else is at it: what they find out is settled by them.
  if (marked.length === 0) throw new JobPostponed(options.clock.now() + SECOND_MS);
  return verdictOn(effect, await call(request.method, request.path, request.body));
}

function headersOf(
  { secretHeader }: Connector,
  secret: string | null,
  key: string,
  trace: string,
  body: unknown,
): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': 'Linchpin-Flows/1.0',
    'idempotency-key': key,
    traceparent: trace,
    ...(body === null ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...(secret === null
      ? {}
      : { [secretHeader]: secretHeader === BEARER_HEADER ? `Bearer ${secret}` : secret }),
  };
}

/** Answers that say that it is under way or that there is no room for it now. */
const COME_AGAIN: ReadonlySet<number> = new Set([408, 409, 425, 429]);

/** What an answer says: done, refused for good, never arrived, or nothing that can be relied upon. */
function verdictOn({ request }: Effect, told: CallAnswer): Verdict {
  const { httpStatus, answer, mayHaveArrived } = told;
  const reason = textOf(told);
  if (httpStatus === null) return { kind: mayHaveArrived ? 'unknown' : 'not_sent', reason };
  if (httpStatus >= 500 || COME_AGAIN.has(httpStatus)) return { kind: 'unknown', reason };
  if (httpStatus < 200 || httpStatus >= 300) {
    return { kind: 'settled', settled: { outcome: 'failed', values: null, reason } };
  }
  const read = readAnswer(request.answer, answer);
  if (read === null) return { kind: 'unknown', reason: 'The answer cannot be read.' };
  // It is done, and what came of it has to be looked up by somebody.
  if (read.kind === 'lacks') return { kind: 'settled', settled: silence(read.reason) };
  return { kind: 'settled', settled: { outcome: 'done', values: read.values, reason: null } };
}

function textOf({ httpStatus, answer }: CallAnswer): string {
  return httpStatus === null ? `Nothing came back (${answer}).` : `The answer was ${httpStatus}.`;
}

async function noteHealth(
  { pool, clock }: EffectTaskOptions,
  { code, failuresMax, pauseSeconds }: Connector,
  isHealthy: boolean,
): Promise<void> {
  if (isHealthy) await runStatement(pool, sql.countSuccess, [code]);
  else {
    const now = clock.now();
    const openUntil = now + pauseSeconds * SECOND_MS;
    await runStatement(pool, sql.countFailure, [code, failuresMax, openUntil, now]);
  }
}

/**
 * What follows from an attempt.
 * @throws JobFailure when it is to be tried again
 */
async function conclude(
  { pool }: EffectTaskOptions,
  effect: Effect,
  { repeat }: Connector,
  verdict: Verdict,
  context: JobContext,
): Promise<void> {
  if (verdict.kind === 'settled') return settle(context, effect, verdict.settled);
  const { kind, reason } = verdict;
  const wasNeverSent = kind === 'not_sent' && effect.state === 'requested';
  if (wasNeverSent) {
    await runStatement(pool, sql.markNotSent, [effect.id, effect.attempts + 1]);
  }
  const isLast = context.attempt >= context.attemptsMax;
  if (isLast || (kind === 'unknown' && repeat === 'neither')) {
    const outcome = wasNeverSent ? 'failed' : 'unsure';
    return settle(context, effect, { outcome, values: null, reason });
  }
  throw new JobFailure(`connector ${effect.connector}: ${reason}`);
}

/** Says what became of an effect. Said again by a job that was killed after it, it has effect once. */
async function settle(
  context: JobContext,
  { id, attempts }: Effect,
  settled: Omit<SettledByJob, 'effectId'>,
): Promise<void> {
  const body: SettledByJob = { effectId: id, ...settled };
  const key = `effect ${id} ${attempts} ${settled.outcome}`;
  const { status } = await context.submit('settle_effect', body, key);
  if (status >= 400) {
    throw new JobFailure(`what became of the effect was refused with ${status}`, { isFinal: true });
  }
}
