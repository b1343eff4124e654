import { instantFromText, type Instant } from '../../kernel/clock.ts';
import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { MoveClaim, OpenClaim } from '../../../contracts/returns.ts';
import { noSuchOrder, worldOf } from '../orders/index.ts';
import { CLAIM_TRANSITIONS, viewClaim, type ClaimRecord } from './claim-record.ts';
import type { ReturnsSources } from './returns-world.ts';

/** open_claim: one claim of a kind a shipment; asked again it answers with the one that there is. */
export function openClaimHandler(sources: ReturnsSources): CommandHandler<OpenClaim> {
  return {
    kind: 'open_claim',
    need({ body }, unit) {
      unit.facts(sources.claims).needBy('shipment', body.shipment);
      unit.facts(sources.orders.orders).needOrder(Number(body.orderId));
    },
    decide: (command, unit) => openClaim(command, unit, sources),
  };
}

function openClaim(
  command: Command<OpenClaim>,
  unit: UnitOfWork,
  sources: ReturnsSources,
): Outcome {
  const { body, receivedAt } = command;
  const claims = unit.facts(sources.claims);
  const order = worldOf(sources.orders, unit).orders.order(Number(body.orderId));
  if (order === undefined) return noSuchOrder(Number(body.orderId));
  const known = claims.findBy('shipment', body.shipment).find(({ kind }) => kind === body.kind);
  if (known !== undefined) {
    return { kind: 'accepted', status: 200, body: JSON.stringify(viewClaim(known)) };
  }
  const claim: ClaimRecord = {
    id: `${body.shipment}-${body.kind}`,
    version: 1,
    orderId: order.id,
    shipment: body.shipment,
    carrier: body.carrier,
    kind: body.kind,
    state: 'open',
    currency: order.currency,
    amountMinor: body.amountMinor,
    acceptedMinor: null,
    paidMinor: null,
    carrierReference: null,
    note: body.note ?? '',
    photoIds: body.photoIds ?? [],
    dueAt: instantOrNull(body.dueAt),
    openedAt: receivedAt,
    stateSince: receivedAt,
  };
  claims.add(claim);
  return tell(unit, command, claim, 'claim.opened', 201);
}

/** move_claim: what the carrier says, or what we do about it. */
export function moveClaimHandler(
  sources: ReturnsSources,
): CommandHandler<MoveClaim & { readonly claimId: string }> {
  return {
    kind: 'move_claim',
    need: ({ body }, unit) => unit.facts(sources.claims).need(body.claimId),
    decide(command, unit) {
      const { claimId, to, amountMinor, carrierReference, note, dueAt } = command.body;
      const claims = unit.facts(sources.claims);
      const claim = claims.find(claimId);
      if (claim === undefined)
        return refuse('not_found', `There is no claim ${claimId}.`, { claimId });
      if (!CLAIM_TRANSITIONS[claim.state].includes(to)) {
        return refuse('illegal_transition', `Claim ${claimId} is ${claim.state}, not ${to}.`, {
          claimId,
          state: claim.state,
        });
      }
      const amount = amountMinor ?? claim.acceptedMinor ?? claim.amountMinor;
      if ((to === 'accepted' || to === 'paid') && amount > claim.amountMinor) {
        return refuse('invalid_request', `Claim ${claimId} is for ${claim.amountMinor} at most.`, {
          field: 'amountMinor',
        });
      }
      const after = claims.change({
        ...claim,
        state: to,
        acceptedMinor: to === 'accepted' ? amount : claim.acceptedMinor,
        paidMinor: to === 'paid' ? amount : claim.paidMinor,
        carrierReference: carrierReference ?? claim.carrierReference,
        note: note ?? claim.note,
        dueAt: dueAt === undefined ? claim.dueAt : instantOrNull(dueAt),
        stateSince: command.receivedAt,
      });
      return tell(unit, command, after, `claim.${to}`, 200);
    },
  };
}

function tell(
  unit: UnitOfWork,
  command: Command,
  claim: ClaimRecord,
  type: string,
  status: number,
): Outcome {
  const body = JSON.stringify(viewClaim(claim));
  unit.emit({
    type,
    subject: `claim/${claim.id}`,
    orderId: claim.orderId,
    occurredAt: command.receivedAt,
    data: body,
  });
  return { kind: 'accepted', status, body };
}

function instantOrNull(text: string | undefined): Instant | null {
  return text === undefined ? null : instantFromText(text);
}
