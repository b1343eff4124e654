import type { CompiledLocation, CompiledRules } from './compile-rules.ts';
import { decideSituation } from './decide-sourcing.ts';
import { isCapable } from './filter.ts';
import { formShipments, planCostMinor, type Assignment } from './form-shipments.ts';
import type {
  RejectionReason,
  SourcingDecision,
  SourcingExplanation,
  SourcingLine,
  SourcingProblem,
} from './model.ts';
import { addToLoad, cheapestOption, costOfShipment, emptyLoad, type Source } from './rank.ts';
import { rejectionOf, situationOf, sourceAt, type Situation } from './situation.ts';
import { canSend, releaseOf } from './split.ts';

type ExplainedLocation = SourcingExplanation['locations'][number];

/** What a location can give from stock at hand, line by line, and from which sources. */
interface Offering {
  readonly assignments: readonly Assignment[];
  readonly canServe: ExplainedLocation['canServe'];
  readonly isWholeOrder: boolean;
  readonly hasCapacity: boolean;
}

/**
 * Takes the decision again and says of every location of the rules, ascending by id, what it could
 * have done and why it was not used: the first reason that holds, in the order of `RejectionReason`.
 * Figures are for stock at hand. Pure, and the decision within is the one `decideSourcing` gives.
 */
export function explainSourcing(
  problem: SourcingProblem,
  compiledRules: CompiledRules,
): SourcingExplanation {
  const situation = situationOf(problem, compiledRules);
  const decision = decideSituation(situation);
  const used = new Set(
    decision.kind === 'sourced' ? decision.shipments.map(({ locationId }) => locationId) : [],
  );
  return {
    decision,
    locations: compiledRules.locations.map((location) =>
      explainLocation(situation, location, decision, used.has(location.locationId)),
    ),
  };
}

function explainLocation(
  situation: Situation,
  location: CompiledLocation,
  decision: SourcingDecision,
  isUsed: boolean,
): ExplainedLocation {
  const { locationId } = location;
  const { code } = location.location;
  const barred = rejectionOf(situation, location) ?? rejectLines(situation, location);
  if (barred !== null) {
    return {
      locationId,
      code,
      rejected: barred,
      canServe: [],
      cost: null,
      service: null,
      deliverBy: null,
      instead: null,
    };
  }
  const offering = offeringOf(situation, location);
  const rejected = isUsed ? null : rejectOffering(situation, offering);
  const [first] = offering.assignments;
  if (first === undefined) {
    return {
      locationId,
      code,
      rejected,
      canServe: [],
      cost: null,
      service: null,
      deliverBy: null,
      instead: null,
    };
  }
  // Lines that wait for their release leave later, but the question is what everything from here costs.
  const source = situation.sources[first.source] as Source;
  const load = emptyLoad();
  for (const { lineIndex, quantity } of offering.assignments) {
    addToLoad(load, situation.problem.lines[lineIndex] as SourcingLine, quantity);
  }
  const option = cheapestOption(source, load);
  return {
    locationId,
    code,
    rejected,
    canServe: offering.canServe,
    cost: costOfShipment(source, option, load),
    service: option.route.service,
    deliverBy: option.deliverBy,
    instead: insteadOf(situation, offering, decision),
  };
}

/** Why none of the lines may come from the location, whatever its stock; null when some line may. */
function rejectLines(situation: Situation, location: CompiledLocation): RejectionReason | null {
  return situation.problem.lines.some((line) => isCapable(location, line))
    ? null
    : 'capability_missing';
}

function rejectOffering(situation: Situation, offering: Offering): RejectionReason {
  if (offering.canServe.length === 0) return 'no_stock';
  if (!offering.hasCapacity) return 'no_capacity';
  // An order that may not be split is not served by a part of its stock.
  if (situation.problem.split === 'never' && !offering.isWholeOrder) return 'no_stock';
  return 'costs_more';
}

function offeringOf(situation: Situation, location: CompiledLocation): Offering {
  const { lines } = situation.problem;
  const assignments: Assignment[] = [];
  const canServe: { lineNumber: number; quantity: number }[] = [];
  let isWholeOrder = true;
  let hasCapacity = true;
  const together = togetherAt(situation.problem);
  for (let lineIndex = 0; lineIndex < lines.length; lineIndex += 1) {
    const line = lines[lineIndex] as SourcingLine;
    const stock =
      line.available.find(([locationId]) => locationId === location.locationId)?.[1] ?? 0;
    const quantity = canSend(situation, location, line) ? Math.min(stock, line.quantity) : 0;
    if (quantity < line.quantity) isWholeOrder = false;
    if (quantity === 0) continue;
    canServe.push({ lineNumber: line.lineNumber, quantity });
    const release = together ?? releaseOf(situation, line);
    const source = sourceAt(situation, location, release);
    if (source === null) hasCapacity = false;
    else
      assignments.push({
        source,
        lineIndex,
        quantity,
        waitsFor: release === null ? null : 'release_date',
      });
  }
  return { assignments, canServe, isWholeOrder: isWholeOrder && hasCapacity, hasCapacity };
}

/** The moment until which an unsplit order waits for its last release; null when it need not, or may be split. */
function togetherAt(problem: SourcingProblem): number | null {
  if (problem.split === 'allow') return null;
  const latest = Math.max(...problem.lines.map(({ availableFrom }) => availableFrom ?? -Infinity));
  return latest > problem.decidedAt ? latest : null;
}

function insteadOf(
  situation: Situation,
  offering: Offering,
  decision: SourcingDecision,
): ExplainedLocation['instead'] {
  if (!offering.isWholeOrder || decision.kind === 'refused') return null;
  const shipments = formShipments(situation, offering.assignments);
  const costMinor = planCostMinor(shipments, situation.compiledRules.weights.splitPenaltyMinor);
  return { costMinor, moreMinor: costMinor - decision.costMinor };
}
