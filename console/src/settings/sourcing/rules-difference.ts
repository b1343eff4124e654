import type { RulesDocument, SourcingWeights } from '../../client/contract.generated.d.ts';
import { isSame } from '../form/rebase.ts';

export const WEIGHT_NAMES = [
  'shippingFactor',
  'handlingFactor',
  'splitPenaltyMinor',
  'latenessMinorPerDay',
  'carbonMinorPerKilogram',
  'stockWorthFactor',
] as const;
export type WeightName = (typeof WEIGHT_NAMES)[number];

/** What became of one location or one carrier service between two versions of the rules. */
export interface ChangedMember {
  readonly code: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** The names of the fields that differ, if it was changed. */
  readonly fields: readonly string[];
}

/** What differs between two versions of the rules. */
export interface RulesDifference {
  readonly currency: { readonly before: string; readonly after: string } | null;
  readonly weights: readonly {
    readonly name: WeightName;
    readonly before: number;
    readonly after: number;
  }[];
  readonly locations: readonly ChangedMember[];
  readonly services: readonly ChangedMember[];
}

/** What a version of the rules says that the one before did not. */
export function rulesDifference(before: RulesDocument, after: RulesDocument): RulesDifference {
  return {
    currency:
      before.currency === after.currency
        ? null
        : { before: before.currency, after: after.currency },
    weights: WEIGHT_NAMES.map((name) => ({
      name,
      before: before.weights[name] ?? 0,
      after: after.weights[name] ?? 0,
    })).filter((weight) => weight.before !== weight.after),
    locations: changedMembers(before.locations, after.locations),
    services: changedMembers(before.services, after.services),
  };
}

/** True: two versions decide alike. */
export function isAlike(difference: RulesDifference): boolean {
  const { currency, weights, locations, services } = difference;
  return currency === null && weights.length + locations.length + services.length === 0;
}

function changedMembers(
  before: RulesDocument['locations'],
  after: RulesDocument['locations'],
): readonly ChangedMember[] {
  const byCode = (list: RulesDocument['locations']) =>
    new Map(list.map((member) => [String(member['code']), member]));
  const [olds, youngs] = [byCode(before), byCode(after)];
  return [...new Set([...olds.keys(), ...youngs.keys()])]
    .toSorted()
    .flatMap((code): ChangedMember[] => {
      const [old, young] = [olds.get(code), youngs.get(code)];
      if (old === undefined) return [{ code, change: 'added', fields: [] }];
      if (young === undefined) return [{ code, change: 'removed', fields: [] }];
      const fields = [...new Set([...Object.keys(old), ...Object.keys(young)])].filter(
        (name) => !isSame(old[name], young[name]),
      );
      return fields.length === 0 ? [] : [{ code, change: 'changed', fields }];
    });
}

/** The weights of a version, as they are put. */
export function weightsOf({ currency, weights }: RulesDocument): SourcingWeights {
  const each = Object.fromEntries(WEIGHT_NAMES.map((name) => [name, weights[name] ?? 0]));
  return { currency, ...(each as Record<WeightName, number>) };
}

/** A change of something that the rules are made of, as the audit tells it. */
export interface RulesAct {
  readonly actor: string;
  readonly at: string;
}

/**
 * Who changed what a version was made of. A version is written as of the first command that follows a
 * change, whoever sends that; where that command is a change itself, the next version is made of it.
 */
export function actorsOf(
  acts: readonly RulesAct[],
  { createdAt }: { readonly createdAt: string },
  before: { readonly createdAt: string } | undefined,
): readonly string[] {
  const until = Date.parse(createdAt);
  const since = before === undefined ? -Infinity : Date.parse(before.createdAt);
  return [
    ...new Set(
      acts
        .filter(({ at }) => Date.parse(at) >= since && Date.parse(at) < until)
        .map(({ actor }) => actor),
    ),
  ];
}
