import { allocate } from './allocate.ts';
import type { CompiledRules } from './compile-rules.ts';
import { decideUnsplit } from './decide-unsplit.ts';
import { assignmentsOf, formShipments, planCostMinor, type Assignment } from './form-shipments.ts';
import type { SourcingDecision, SourcingPlan, SourcingProblem, SourcingRefusal } from './model.ts';
import { cheapestCandidates, costOfLoad, type Source } from './rank.ts';
import { rejectionOf, situationOf, type Situation } from './situation.ts';
import { splitByTime, type Demand, type Shortage } from './split.ts';

/**
 * Decides which locations send which quantities of an order, when and with which services, so that
 * everything together costs least under the rules. Pure: the same problem under the same version of
 * the rules gives the same decision, bit for bit. What cannot be served is a refusal, not an error.
 */
export function decideSourcing(
  problem: SourcingProblem,
  compiledRules: CompiledRules,
): SourcingDecision {
  return decideSituation(situationOf(problem, compiledRules));
}

/** The decision within a situation whose findings the caller goes on to use. */
export function decideSituation(situation: Situation): SourcingDecision {
  const { problem, compiledRules } = situation;
  const { demands, shortages } = splitByTime(situation);
  if (shortages.length > 0) return refuseShortages(situation, shortages);
  if (problem.split === 'never') {
    const unsplit = decideUnsplit(situation);
    if (unsplit.kind === 'refused') return refuse(situation, 'cannot_serve_unsplit', unsplit.lines);
    return planOf(situation, unsplit.assignments, 'single', unsplit.candidates);
  }
  const { splitPenaltyMinor } = compiledRules.weights;
  const { quantities, method } = allocate(
    situation.sources,
    demands,
    problem.lines,
    splitPenaltyMinor,
  );
  return planOf(
    situation,
    assignmentsOf(demands, quantities),
    method,
    candidatesOf(situation, demands),
  );
}

function planOf(
  situation: Situation,
  assignments: readonly Assignment[],
  method: SourcingPlan['method'],
  candidates: SourcingPlan['candidates'],
): SourcingPlan {
  const { splitPenaltyMinor } = situation.compiledRules.weights;
  const shipments = formShipments(situation, assignments);
  let deliverBy = -Infinity;
  for (const shipment of shipments) deliverBy = Math.max(deliverBy, shipment.deliverBy);
  return {
    kind: 'sourced',
    rulesVersion: situation.compiledRules.version,
    shipments,
    costMinor: planCostMinor(shipments, splitPenaltyMinor),
    splitPenaltyMinor: splitPenaltyMinor * (shipments.length - 1),
    deliverBy,
    method,
    candidates,
  };
}

function refuseShortages(situation: Situation, shortages: readonly Shortage[]): SourcingRefusal {
  const isAnyAdmitted = situation.compiledRules.locations.some(
    (location) => rejectionOf(situation, location) === null,
  );
  return refuse(
    situation,
    isAnyAdmitted ? 'insufficient_stock' : 'no_location_serves_destination',
    shortages,
  );
}

function refuse(
  situation: Situation,
  reason: SourcingRefusal['reason'],
  lines: SourcingRefusal['lines'],
): SourcingRefusal {
  return { kind: 'refused', rulesVersion: situation.compiledRules.version, reason, lines };
}

/** Each source by what it would cost if it sent everything it can, cheapest first; a location counts once. */
function candidatesOf(
  situation: Situation,
  demands: readonly Demand[],
): (readonly [locationId: number, costMinor: number])[] {
  const { sources, problem } = situation;
  const sums = new Float64Array(sources.length * 4);
  for (const { lineIndex, quantity, offers } of demands) {
    const line = problem.lines[lineIndex] as SourcingProblem['lines'][number];
    for (const { source, quantityMax } of offers) {
      const taken = Math.min(quantity, quantityMax);
      const offset = source * 4;
      sums[offset] = (sums[offset] as number) + taken;
      sums[offset + 1] = (sums[offset + 1] as number) + taken * line.weightGramsEach;
      sums[offset + 2] = Math.max(sums[offset + 2] as number, line.weightGramsEach);
      sums[offset + 3] = (sums[offset + 3] as number) + taken * line.valueMinorEach;
    }
  }
  const costs: (readonly [locationId: number, costMinor: number])[] = [];
  for (let index = 0; index < sources.length; index += 1) {
    const offset = index * 4;
    if (sums[offset] === 0) continue;
    const source = sources[index] as Source;
    const costMinor = costOfLoad(
      source,
      sums[offset] as number,
      sums[offset + 1] as number,
      sums[offset + 2] as number,
      sums[offset + 3] as number,
    );
    costs.push([source.location.locationId, costMinor]);
  }
  return cheapestCandidates(costs);
}
