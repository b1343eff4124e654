import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { tryDrawing, tryDrawingOnCall, tryDrawingOnCalls } from '../flows/index.ts';
import { assert } from '../kernel/assert.ts';
import { allows, type Principal } from '../modules/access/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import {
  FlowCallTrial,
  FlowTrial,
  TriedFlowCall,
  TryFlow,
  TryFlowCall,
  TryFlowCalls,
} from '../../contracts/flow-trials.ts';
import { sendFound } from './answer-query.ts';
import type { Door } from './door.ts';
import { refuseUnlessReadsOrders } from './flows-routes.ts';
import { sendRefusal } from './problems.ts';

const config = {
  policy: 'flows:read',
  reach: 'refused',
  problems: ['flow_not_sound', 'overloaded'],
} as const;
const tags = ['flows'];

/** Drawings on trial: what they would have done to orders and calls of the past. */
export function flowTrialsRoutes(door: Door): FastifyPluginAsyncTypebox {
  // A trial takes memory and time of everybody else: a process carries out one at a time.
  let isBusy = false;
  async function sendTrial(
    reply: FastifyReply,
    principal: Principal | null,
    carryOut: (mayAdminister: boolean) => Promise<Refusal | { kind: 'found'; value: unknown }>,
  ) {
    assert(principal !== null, 'a trial is asked for by somebody');
    const refusal = refuseUnlessReadsOrders(principal);
    if (refusal !== null) return sendRefusal(reply, refusal);
    if (isBusy) {
      return sendRefusal(reply, refuse('overloaded', 'Another flow is being tried here.'));
    }
    isBusy = true;
    try {
      return await sendFound(reply, await carryOut(allows(principal.scopes, 'flows:administer')));
    } finally {
      isBusy = false;
    }
  }
  return async (app) => {
    app.post(
      '/v1/flow-trials',
      {
        config: { ...config, answers: { 200: FlowTrial } },
        schema: {
          tags,
          summary: 'Try a drawing on past orders, in memory; nothing is changed and nobody called',
          body: TryFlow,
        },
      },
      ({ body, principal }, reply) =>
        sendTrial(reply, principal, (mayAdminister) => tryDrawing(door, mayAdminister, body)),
    );

    app.post(
      '/v1/flow-call-trials',
      {
        config: { ...config, answers: { 200: FlowCallTrial } },
        schema: {
          tags,
          summary: 'Try a drawing of an endpoint on past calls, in memory',
          body: TryFlowCalls,
        },
      },
      ({ body, principal }, reply) =>
        sendTrial(reply, principal, (mayAdminister) =>
          tryDrawingOnCalls(door, mayAdminister, body),
        ),
    );

    app.post(
      '/v1/flow-call-trials/one',
      {
        config: { ...config, answers: { 200: TriedFlowCall } },
        schema: {
          tags,
          summary: 'Try a drawing of an endpoint with one call, in memory',
          body: TryFlowCall,
        },
      },
      ({ body, principal }, reply) =>
        sendTrial(reply, principal, (mayAdminister) =>
          tryDrawingOnCall(door, mayAdminister, body, door.clock.now()),
        ),
    );
  };
}
