import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import Type, { type Static } from 'typebox';
import {
  describeRules,
  knownHead,
  listAudit,
  listReleases,
  listRunsToMove,
  readFindings,
  readRelease,
  verifyAudit,
  type Caller,
  type Reader,
} from '../flows/index.ts';
import { assert } from '../kernel/assert.ts';
import { allows, readMakersOfKey } from '../modules/access/index.ts';
import { refuse } from '../../contracts/errors.ts';
import {
  ApproveFlow,
  FlowAuditPage,
  FlowAuditVerdict,
  FlowFindings,
  FlowMigrationPage,
  FlowReason,
  FlowReleaseChanged,
  FlowReleasePage,
  FlowReleaseView,
  FlowRules,
  FlowRunsMoved,
  MoveFlowRuns,
  StartFlowRelease,
  SubmitFlow,
} from '../../contracts/flow-releases.ts';
import { FlowCode, FlowReleaseState, VersionNumber } from '../../contracts/flows.ts';
import { pageOf, pageParameters, sendFound, sendJson } from './answer-query.ts';
import { allowNoBody, sendAnswer, submitWish } from './carry-out.ts';
import type { Door } from './door.ts';
import { readMomentCursor, writeMomentCursor } from './moment-cursor.ts';
import { sendRefusal } from './problems.ts';

const PAGE_MAX = 200;
const tags = ['flows'];
const reach = 'refused' as const;
const isCommand = true;
const CodePath = Type.Object({ code: FlowCode });
const ReleasePath = Type.Object({ code: FlowCode, id: Type.String({ format: 'uuid' }) });

/** By what a list of releases is narrowed. */
export const ReleaseFilters = Type.Object({
  flow: Type.Optional(FlowCode),
  state: Type.Optional(FlowReleaseState),
});

const MigrationQuery = Type.Object(
  { from: VersionNumber, to: VersionNumber, ...pageParameters(PAGE_MAX) },
  { additionalProperties: false },
);

/** By what the audit is narrowed. */
export const FlowAuditFilters = Type.Object({
  flow: Type.Optional(
    Type.String({
      pattern: '^(asset/)?[a-z][a-z0-9-]{0,63}$',
      description: 'A flow, or asset/NAME of the library',
    }),
  ),
});

/**
 * Submits a command on flows with who is behind it: rights, and for a key whoever has made it, so that nobody
 * approves through a key what was drawn under a login, or the other way round.
 */
export async function carryOutOnFlow(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  kind: string,
  body: object,
): Promise<FastifyReply> {
  const { principal } = request;
  assert(principal !== null, 'commands come from somebody');
  const { actor, scopes } = principal;
  const makers = principal.kind === 'key' ? await readMakersOfKey(door.pool, actor) : [];
  const caller: Caller = {
    actors: [actor, ...makers],
    mayApprove: allows(scopes, 'flows:approve'),
    mayAdminister: allows(scopes, 'flows:administer'),
  };
  const wish = { kind, body: { ...body, caller }, recognisedBy: body };
  const answer = submitWish(door, request, wish);
  return 'kind' in answer ? sendRefusal(reply, answer) : sendAnswer(reply, await answer);
}

/** Who reads what they might approve. */
function readerOf(door: Door, { principal }: FastifyRequest): Reader {
  assert(principal !== null, 'readers are known');
  return { actor: principal.actor, now: door.clock.now() };
}

/** How drawings become what orders enter: submitted, approved, released, taken back; and the audit of it all. */
export function flowReleasesRoutes(door: Door): FastifyPluginAsyncTypebox {
  const { pool } = door;
  return async (app) => {
    app.get(
      '/v1/flow-rules',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowRules } },
        schema: { tags, summary: 'The rules that flows are held to; none can be switched off' },
      },
      async (_request, reply) => sendJson(reply, { items: describeRules() }),
    );

    app.get(
      '/v1/flows/:code/findings',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowFindings } },
        schema: {
          tags,
          summary: 'What the policy says of the draft, and who would have to approve it',
          params: CodePath,
        },
      },
      async (request, reply) =>
        sendFound(reply, await readFindings(pool, request.params.code, readerOf(door, request))),
    );

    app.get(
      '/v1/flow-releases',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowReleasePage } },
        schema: {
          tags,
          summary: 'What was submitted, newest first: also what waits for an approval',
          querystring: Type.Object(
            { ...ReleaseFilters.properties, ...pageParameters(PAGE_MAX) },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => sendFound(reply, await findReleases(pool, query, pageOf(query))),
    );

    app.get(
      '/v1/flows/:code/releases/:id',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowReleaseView } },
        schema: {
          tags,
          summary: 'A release: what was submitted, findings, approval, plan and evidence',
          params: ReleasePath,
        },
      },
      async (request, reply) =>
        sendFound(reply, await readRelease(pool, request.params, readerOf(door, request))),
    );

    app.post(
      '/v1/flows/:code/submit',
      {
        config: {
          policy: 'flows:write',
          reach,
          isCommand,
          problems: ['version_conflict', 'flow_not_sound'],
          answers: { 201: FlowReleaseChanged },
        },
        schema: {
          tags,
          summary: 'Put the draft before the policy and, where its tier asks for it, an approver',
          params: CodePath,
          body: SubmitFlow,
        },
      },
      async (request, reply) =>
        carryOutOnFlow(door, request, reply, 'submit_flow', {
          code: request.params.code,
          ...request.body,
        }),
    );

    for (const { path, kind, policy, summary, body, problems } of ON_RELEASE) {
      app.post(
        `/v1/flows/:code/releases/:id/${path}`,
        {
          config: {
            policy,
            reach,
            isCommand,
            problems: ['illegal_transition', ...problems],
            answers: { 200: FlowReleaseChanged },
          },
          schema: { tags, summary, params: ReleasePath, ...(body === null ? {} : { body }) },
          preValidation: body === ApproveFlow ? [allowNoBody] : [],
        },
        async (request, reply) => {
          const { code, id: releaseId } = request.params;
          const given = body === null ? {} : (request.body as object);
          return carryOutOnFlow(door, request, reply, kind, { ...given, code, releaseId });
        },
      );
    }

    app.get(
      '/v1/flows/:code/migration',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowMigrationPage } },
        schema: {
          tags,
          summary: 'Which runs that wait in a version could go on in another; nothing is moved',
          params: CodePath,
          querystring: MigrationQuery,
        },
      },
      async ({ params, query }, reply) =>
        sendFound(reply, await findRunsToMove(pool, { ...query, ...params }, pageOf(query))),
    );

    app.post(
      '/v1/flows/:code/migration',
      {
        config: { policy: 'flows:approve', reach, isCommand, answers: { 200: FlowRunsMoved } },
        schema: {
          tags,
          summary: 'Let runs that are named go on in another version; those that cannot stay',
          params: CodePath,
          body: MoveFlowRuns,
        },
      },
      async (request, reply) =>
        carryOutOnFlow(door, request, reply, 'move_flow_runs', {
          code: request.params.code,
          ...request.body,
        }),
    );

    app.get(
      '/v1/flow-audit',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowAuditPage } },
        schema: {
          tags,
          summary: 'Who changed what of flows and when, newest first',
          querystring: Type.Object(
            { ...FlowAuditFilters.properties, ...pageParameters(PAGE_MAX) },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => sendFound(reply, await findAudit(pool, query, pageOf(query))),
    );

    app.get(
      '/v1/flow-audit/verify',
      {
        config: { policy: 'flows:read', reach, answers: { 200: FlowAuditVerdict } },
        schema: {
          tags,
          summary: 'Whether any entry of the audit was changed, added or removed',
          querystring: Type.Object(
            {
              known: Type.Optional(
                Type.String({
                  maxLength: 100,
                  description: 'ENTRIES:HEAD of an earlier verdict, kept elsewhere',
                }),
              ),
            },
            { additionalProperties: false },
          ),
        },
      },
      async ({ query }, reply) => {
        const known = query.known === undefined ? null : knownHead(query.known);
        if (query.known !== undefined && known === null) {
          return sendRefusal(
            reply,
            refuse('invalid_request', 'An earlier verdict is ENTRIES:HEAD.', { field: 'known' }),
          );
        }
        return sendJson(reply, await verifyAudit(pool, known));
      },
    );
  };
}

const ON_RELEASE = [
  {
    path: 'approve',
    kind: 'approve_flow',
    policy: 'flows:approve',
    summary: 'Say yes to what somebody else has drawn',
    body: ApproveFlow,
    problems: ['second_person_needed', 'login_in_same_hands'],
  },
  {
    path: 'reject',
    kind: 'reject_flow',
    policy: 'flows:approve',
    summary: 'Say no to what somebody else has drawn, and why',
    body: FlowReason,
    problems: ['second_person_needed', 'login_in_same_hands'],
  },
  {
    path: 'withdraw',
    kind: 'withdraw_flow',
    policy: 'flows:write',
    summary: 'Take back what was submitted, before orders have met it',
    body: null,
    problems: [],
  },
  {
    path: 'start',
    kind: 'start_flow_release',
    policy: 'flows:write',
    summary: 'Let orders enter: a share of them that widens by itself, or all at once',
    body: StartFlowRelease,
    problems: [],
  },
  {
    path: 'roll-back',
    kind: 'roll_back_flow',
    policy: 'flows:write',
    summary: 'Let no order enter it any more, and what was live before again',
    body: FlowReason,
    problems: [],
  },
] as const;

/** Releases as a list or an export asks for them, newest first. */
export async function findReleases(
  pool: Pool,
  { flow, state }: Static<typeof ReleaseFilters>,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
) {
  const place = readMomentCursor(cursor);
  if (place !== null && 'kind' in place) return place;
  const before = place === null ? null : { submittedAt: place.at, id: place.id };
  const query = { flow: flow ?? null, state: state ?? null, before, limit };
  const { items, last } = await listReleases(pool, query);
  const nextCursor = writeMomentCursor(
    last === null ? null : { at: last.submittedAt, id: last.id },
  );
  return { kind: 'found', value: { items, nextCursor } } as const;
}

/** Entries of the audit as a list or an export asks for them, newest first. */
export async function findAudit(
  pool: Pool,
  { flow }: Static<typeof FlowAuditFilters>,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
) {
  const before = cursor === null ? null : Number(cursor);
  if (before !== null && !Number.isSafeInteger(before)) {
    return refuse('invalid_request', 'The cursor is none that a page before gave.', {
      field: 'cursor',
    });
  }
  const { items, last } = await listAudit(pool, { flow: flow ?? null, before, limit });
  return {
    kind: 'found',
    value: { items, nextCursor: last === null ? null : String(last) },
  } as const;
}

async function findRunsToMove(
  pool: Pool,
  { code, from, to }: { readonly code: string; readonly from: number; readonly to: number },
  { limit, cursor }: { readonly limit: number; readonly cursor: string | null },
) {
  const place = readMomentCursor(cursor);
  if (place !== null && 'kind' in place) return place;
  const after = place === null ? null : { enteredAt: place.at, id: place.id };
  const found = await listRunsToMove(pool, { code, from, to, after, limit });
  if (found.kind === 'refused') return found;
  const { items, last } = found;
  const nextCursor = writeMomentCursor(last === null ? null : { at: last.enteredAt, id: last.id });
  return { kind: 'found', value: { items, nextCursor } } as const;
}
