import type { DecisionKind } from '../../hub/index.ts';
import {
  atomsOf,
  wholeCausesOf,
  type Atom,
  type Correction,
  type DriftCause,
  type DriftInput,
  type Evidence,
} from './drift-causes.ts';

/** A part of an explanation. */
export interface ExplanationPart {
  readonly cause: DriftCause;
  /** By how much it makes theirs exceed ours. */
  readonly quantity: number;
  readonly evidence: Evidence;
}

/** One way in which a difference may have come about. */
export interface Explanation {
  /** The cause of its greatest part. */
  readonly cause: DriftCause;
  /** 0 to 1,000, for ranking: it is no probability. */
  readonly likelihoodPermille: number;
  readonly parts: readonly ExplanationPart[];
  readonly correction: Correction;
}

/** How a difference is explained, the likeliest way first. */
export interface DriftChoice {
  readonly drift: number;
  readonly explanations: readonly Explanation[];
}

const ATOMS_COMBINED_MAX = 60;
const EXPLANATIONS_MAX = 5;
/** What a second and a third cause at once take from the likelihood of each. */
const PAIR_FACTOR = 0.35;
const TRIPLE_FACTOR = 0.12;
const SMALL_LOSS_UNITS = 2;
const SMALL_LOSS_SHARE = 0.03;

/**
 * Why another system's stock of a SKU differs from ours: every single cause that fits, then two and three
 * together whose quantities add up to the difference (among the likeliest 60), ranked by weight.
 */
export const driftDecision: DecisionKind<DriftInput, DriftChoice> = {
  kind: 'inventory.drift',
  version: 1,
  // It weighs what has happened, by no rule that anybody has set.
  parameters: [],
  decide(input) {
    const drift = input.theirs - input.ours;
    const atoms = atomsOf(input)
      .filter(({ evidence }) => isSince(evidence, input))
      .toSorted((a, b) => b.weight - a.weight);
    const found = [
      ...wholeCausesOf(input).map((atom) => explanationOf([atom], 1)),
      ...atoms.filter(({ quantity }) => quantity === drift).map((atom) => explanationOf([atom], 1)),
      ...combinationsOf(atoms.slice(0, ATOMS_COMBINED_MAX), drift),
      ...smallLoss(input),
      explanationOf([unknownOf(drift)], 1),
    ];
    return { drift, explanations: distinct(found).slice(0, EXPLANATIONS_MAX) };
  },
};

/** Entries before the last agreement explain nothing: both had them then. */
function isSince({ entryIds }: Evidence, { entries, agreedAt }: DriftInput): boolean {
  if (agreedAt === null || entryIds === undefined) return true;
  const last = entries.find(({ id }) => id === entryIds.at(-1));
  return last === undefined || last.at > agreedAt;
}

function combinationsOf(atoms: readonly Atom[], drift: number): Explanation[] {
  const byQuantity = Map.groupBy(atoms, ({ quantity }) => quantity);
  const found: Explanation[] = [];
  for (const [index, first] of atoms.entries()) {
    for (const second of byQuantity.get(drift - first.quantity) ?? []) {
      if (atoms.indexOf(second) > index && areApart(first, second))
        found.push(explanationOf([first, second], PAIR_FACTOR));
    }
    for (const [offset, second] of atoms.slice(index + 1).entries()) {
      if (!areApart(first, second)) continue;
      for (const third of byQuantity.get(drift - first.quantity - second.quantity) ?? []) {
        const isLater = atoms.indexOf(third) > index + 1 + offset;
        if (isLater && areApart(first, third) && areApart(second, third))
          found.push(explanationOf([first, second, third], TRIPLE_FACTOR));
      }
    }
  }
  return found;
}

/** False when both rest on the same thing, or take back each other. */
function areApart(one: Atom, other: Atom): boolean {
  if (one.quantity === -other.quantity) return false;
  const shared = (['entryIds', 'references', 'orderIds'] as const).some((name) => {
    const others: readonly (number | string)[] = other.evidence[name] ?? [];
    return (one.evidence[name] ?? []).some((id) => others.includes(id));
  });
  return !shared;
}

function explanationOf(atoms: readonly Atom[], factor: number): Explanation {
  const greatest = atoms.reduce((one, other) =>
    Math.abs(other.quantity) > Math.abs(one.quantity) ? other : one,
  );
  const weight = atoms.reduce((product, atom) => product * atom.weight, factor);
  const corrections = new Set(atoms.map(({ correction }) => correction));
  return {
    cause: greatest.cause,
    likelihoodPermille: Math.round(weight * 1_000),
    parts: atoms.map(({ cause, quantity, evidence }) => ({ cause, quantity, evidence })),
    // Causes that ask for different corrections are for a person to take apart.
    correction: corrections.size === 1 ? greatest.correction : 'none',
  };
}

function unknownOf(drift: number): Atom {
  return { cause: 'unknown', quantity: drift, weight: 0.02, evidence: {}, correction: 'here' };
}

/** A few units that nothing accounts for are mostly broken or gone. */
function smallLoss({ ours, theirs }: DriftInput): Explanation[] {
  const lost = ours - theirs;
  if (lost <= 0 || lost > Math.max(SMALL_LOSS_UNITS, ours * SMALL_LOSS_SHARE)) return [];
  const atom = { quantity: -lost, weight: 0.1, evidence: {}, correction: 'here' as const };
  return [explanationOf([{ cause: 'damage_not_told', ...atom }], 1)];
}

/** The likeliest of each kind of explanation, ranked. */
function distinct(found: readonly Explanation[]): Explanation[] {
  const kept = new Map<string, Explanation>();
  const ranked = found.toSorted((a, b) => b.likelihoodPermille - a.likelihoodPermille);
  for (const explanation of ranked) {
    const causes = explanation.parts
      .map(({ cause }) => cause)
      .toSorted()
      .join('+');
    if (!kept.has(causes)) kept.set(causes, explanation);
  }
  return [...kept.values()];
}
