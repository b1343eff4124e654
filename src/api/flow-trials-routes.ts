import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { tryDrawing } from '../flows/index.ts';
import { assert } from '../kernel/assert.ts';
import { allows } from '../modules/access/index.ts';
import { refuse } from '../../contracts/errors.ts';
import { FlowTrial, TryFlow } from '../../contracts/flow-trials.ts';
import { sendFound } from './answer-query.ts';
import type { Door } from './door.ts';
import { refuseUnlessReadsOrders } from './flows-routes.ts';
import { sendRefusal } from './problems.ts';

/** Drawings on trial: what they would have done to orders of the past. */
export function flowTrialsRoutes(door: Door): FastifyPluginAsyncTypebox {
  // A trial takes memory and time of everybody else: a process carries out one at a time.
  let isBusy = false;
  return async (app) => {
    app.post(
      '/v1/flow-trials',
      {
        config: {
          policy: 'flows:read',
          reach: 'refused',
          problems: ['flow_not_sound', 'overloaded'],
          answers: { 200: FlowTrial },
        },
        schema: {
          tags: ['flows'],
          summary: 'Try a drawing on past orders, in memory; nothing is changed and nobody called',
          body: TryFlow,
        },
      },
      async ({ body, principal }, reply) => {
        assert(principal !== null, 'a trial is asked for by somebody');
        const refusal = refuseUnlessReadsOrders(principal);
        if (refusal !== null) return sendRefusal(reply, refusal);
        if (isBusy) {
          return sendRefusal(reply, refuse('overloaded', 'Another flow is being tried here.'));
        }
        isBusy = true;
        const mayAdminister = allows(principal.scopes, 'flows:administer');
        try {
          return await sendFound(reply, await tryDrawing(door, mayAdminister, body));
        } finally {
          isBusy = false;
        }
      },
    );
  };
}
