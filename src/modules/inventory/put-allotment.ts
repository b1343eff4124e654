import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type {
  AllotmentsEnded,
  AllotmentView,
  EndAllotment,
  PutAllotment,
} from '../../../contracts/inventory-allotments.ts';
import { remaining, type Allotment } from './allotments.ts';
import type { CatalogueFacts } from './catalogue.ts';
import { instantOf, nameLines } from './lines.ts';
import type { InventorySources } from './sources.ts';

/** put_allotment: keeps units of a SKU for a channel, or changes how many and until when. */
export function putAllotmentHandler(sources: InventorySources): CommandHandler<PutAllotment> {
  return {
    kind: 'put_allotment',
    need({ body }, unit) {
      unit.facts(sources.catalogue).needSkuCode(body.sku);
      unit.facts(sources.stock).needSkuCode(body.sku);
      unit.facts(sources.stock).allotments.codes.add(body.code);
    },
    decide: (command, unit) => decidePut(command, unit, sources),
  };
}

function decidePut(
  { body, receivedAt }: Command<PutAllotment>,
  unit: UnitOfWork,
  sources: InventorySources,
): Outcome {
  const catalogue = unit.facts(sources.catalogue);
  const named = nameLines(catalogue, body.location === undefined ? [] : [body.location], [body]);
  if (named.kind === 'refused') return named;
  const startsAt = body.from === undefined ? receivedAt : instantOf(body.from);
  const endsAt = body.until === undefined ? null : instantOf(body.until);
  if (endsAt !== null && endsAt <= Math.max(startsAt, receivedAt)) {
    return refuse('invalid_request', 'An allotment ends after it begins, and not in the past.', {
      field: 'until',
    });
  }
  const { allotments } = unit.facts(sources.stock);
  const skuId = named.lines[0]?.item.id as number;
  const locationId = named.locations[0]?.id ?? null;
  const known = allotments.find(body.code);
  let allotment: Allotment;
  if (known === undefined) {
    const { code, channel, quantity } = body;
    allotment = {
      code,
      version: 1,
      channel,
      skuId,
      locationId,
      quantity,
      taken: 0,
      startsAt,
      endsAt,
      state: 'active',
      createdAt: receivedAt,
    };
    allotments.add(allotment);
  } else {
    const wrong = refuseChange(known, body, { skuId, locationId, startsAt });
    if (wrong !== null) return wrong;
    allotments.change(known, { quantity: body.quantity, endsAt });
    allotment = known;
  }
  const view = JSON.stringify(viewAllotment(allotment, catalogue, body.sku));
  unit.emit({
    type: 'allotment.put',
    subject: `allotment/${body.code}`,
    occurredAt: receivedAt,
    data: view,
  });
  return { kind: 'accepted', status: 200, body: view };
}

/** Quantity and end may change; what has been taken counts for one channel, SKU and place. */
function refuseChange(
  known: Allotment,
  body: PutAllotment,
  { skuId, locationId, startsAt }: Pick<Allotment, 'skuId' | 'locationId' | 'startsAt'>,
): Refusal | null {
  if (known.state === 'ended') {
    return refuse('illegal_transition', `Allotment ${body.code} has ended.`, {
      allotment: body.code,
      state: known.state,
    });
  }
  const isSame =
    known.channel === body.channel &&
    known.skuId === skuId &&
    known.locationId === locationId &&
    (body.from === undefined || known.startsAt === startsAt);
  return isSame
    ? null
    : refuse(
        'already_exists',
        `Allotment ${body.code} is of another channel, SKU, location or beginning.`,
        { allotment: body.code },
      );
}

/** end_allotment: a person gives back what is still kept. */
export function endAllotmentHandler(sources: InventorySources): CommandHandler<EndAllotment> {
  return {
    kind: 'end_allotment',
    need({ body }, unit) {
      unit.facts(sources.stock).allotments.codes.add(body.code);
    },
    decide({ body, receivedAt }, unit) {
      const known = unit.facts(sources.stock).allotments.find(body.code);
      if (known === undefined || known.channel === null) {
        return refuse('not_found', `There is no allotment ${body.code}.`, { allotment: body.code });
      }
      if (known.state === 'ended') {
        return refuse('illegal_transition', `Allotment ${body.code} has ended.`, {
          allotment: body.code,
          state: known.state,
        });
      }
      const view = end(known, receivedAt, body.reason, unit, sources);
      return { kind: 'accepted', status: 200, body: JSON.stringify(view) };
    },
  };
}

/** end_due_allotments: the clock gives back what is kept of every allotment whose time is over. */
export function endDueAllotmentsHandler(
  sources: InventorySources,
): CommandHandler<Record<string, never>> {
  return {
    kind: 'end_due_allotments',
    need(_command, unit) {
      unit.facts(sources.stock).allotments.needsDue = true;
    },
    decide({ receivedAt }, unit) {
      const { allotments } = unit.facts(sources.stock);
      const due = allotments.due(receivedAt);
      for (const allotment of due) end(allotment, allotment.endsAt as Instant, null, unit, sources);
      const answer: AllotmentsEnded = { ended: due.length, isMoreDue: allotments.isMoreDue };
      return { kind: 'accepted', status: 200, body: JSON.stringify(answer) };
    },
  };
}

function end(
  allotment: Allotment,
  at: Instant,
  reason: string | null,
  unit: UnitOfWork,
  sources: InventorySources,
): AllotmentView {
  const unused = remaining(allotment);
  unit.facts(sources.stock).allotments.change(allotment, { state: 'ended' });
  const view = viewAllotment(allotment, unit.facts(sources.catalogue));
  unit.emit({
    type: 'allotment.ended',
    subject: `allotment/${allotment.code}`,
    occurredAt: at,
    data: JSON.stringify({ ...view, unused, reason }),
  });
  return view;
}

function viewAllotment(
  allotment: Allotment,
  catalogue: CatalogueFacts,
  sku = catalogue.skuById(allotment.skuId).code,
): AllotmentView {
  const { locationId, endsAt } = allotment;
  return {
    code: allotment.code,
    channel: allotment.channel,
    sku,
    location: locationId === null ? null : catalogue.locationById(locationId).code,
    quantity: allotment.quantity,
    taken: allotment.taken,
    remaining: remaining(allotment),
    from: instantToText(allotment.startsAt),
    until: endsAt === null ? null : instantToText(endsAt),
    state: allotment.state,
  };
}
