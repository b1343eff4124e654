import type { Instant } from '../../kernel/clock.ts';
import type { DecisionKind } from '../../hub/index.ts';
import type {
  SafetyStockMatches,
  SafetyStockMethod,
} from '../../../contracts/inventory-safety-stock.ts';

/** A rule as it stands. */
export interface SafetyStockRuleInput {
  readonly code: string;
  readonly priority: number;
  readonly matches: SafetyStockMatches;
  readonly method: SafetyStockMethod;
}

/** A rule as it is kept. */
export interface SafetyStockRule extends SafetyStockRuleInput {
  readonly version: number;
  readonly isActive: boolean;
  /** When it is applied next; null: never. */
  readonly nextRunAt: Instant | null;
}

/** A position with what was shipped from it, day by day; days on which nothing was are left out. */
export interface SafetyStockPosition {
  readonly skuId: number;
  readonly locationId: number;
  readonly sku: string;
  readonly location: string;
  readonly locationKind: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly before: number;
  /** How many days before today, and how many units. */
  readonly shipped: readonly (readonly [daysAgo: number, units: number])[];
}

/** All that setting safety stock needs. */
export interface SafetyStockInput {
  readonly rules: readonly SafetyStockRuleInput[];
  readonly positions: readonly SafetyStockPosition[];
}

/** What each position keeps back, by which rule, on which demand. */
export interface SafetyStockChoice {
  readonly lines: readonly {
    readonly skuId: number;
    readonly locationId: number;
    readonly sku: string;
    readonly location: string;
    readonly rule: string | null;
    readonly before: number;
    readonly after: number;
    readonly demandMean: number;
    readonly demandDeviation: number;
  }[];
}

/**
 * How much is kept back of every position. A service level keeps z * sigma * sqrt(L): z is the quantile of
 * the standard normal distribution, sigma the standard deviation of a day's demand, L the lead time in
 * days (E. A. Silver, D. F. Pyke, D. J. Thomas, Inventory and Production Management in Supply Chains, 4th
 * edition, 2017, chapter 6). Rounded up. A position that no rule fits keeps what it has.
 */
export const safetyStockDecision: DecisionKind<SafetyStockInput, SafetyStockChoice> = {
  kind: 'inventory.safety_stock',
  version: 1,
  parameters: [
    {
      path: 'rules',
      kind: 'members',
      key: 'code',
      fields: [
        { path: 'priority', kind: 'number', minimum: 0, maximum: 1_000, isWhole: true },
        { path: 'method.units', kind: 'number', minimum: 0, maximum: 1_000_000, isWhole: true },
        { path: 'method.days', kind: 'number', minimum: 0, maximum: 365, isWhole: false },
        {
          path: 'method.servicePermille',
          kind: 'number',
          minimum: 500,
          maximum: 999,
          isWhole: true,
        },
        { path: 'method.leadTimeDays', kind: 'number', minimum: 0, maximum: 365, isWhole: false },
        { path: 'method.demandDays', kind: 'number', minimum: 7, maximum: 365, isWhole: true },
      ],
    },
  ],
  decide({ rules, positions }) {
    const ranked = rules.toSorted((a, b) => b.priority - a.priority || (a.code < b.code ? -1 : 1));
    return {
      lines: positions.map((position) => {
        const { skuId, locationId, sku, location, before } = position;
        const rule = ranked.find(({ matches }) => fits(matches, position));
        const demand = demandOf(position, rule?.method);
        const after = rule === undefined ? before : unitsOf(rule.method, demand);
        return {
          skuId,
          locationId,
          sku,
          location,
          rule: rule?.code ?? null,
          before,
          after,
          demandMean: rounded(demand.mean),
          demandDeviation: rounded(demand.deviation),
        };
      }),
    };
  },
};

interface Demand {
  readonly mean: number;
  readonly deviation: number;
}

function fits(matches: SafetyStockMatches, position: SafetyStockPosition): boolean {
  const { attributes = {}, locationKinds, locations } = matches;
  return (
    Object.entries(attributes).every(([name, value]) => position.attributes[name] === value) &&
    (locationKinds === undefined ||
      (locationKinds as readonly string[]).includes(position.locationKind)) &&
    (locations === undefined || locations.includes(position.location))
  );
}

function demandOf({ shipped }: SafetyStockPosition, method: SafetyStockMethod | undefined): Demand {
  if (method === undefined || method.kind === 'fixed') return { mean: 0, deviation: 0 };
  const days = method.demandDays;
  const units = shipped.filter(([daysAgo]) => daysAgo < days).map(([, quantity]) => quantity);
  const mean = units.reduce((sum, quantity) => sum + quantity, 0) / days;
  // Days without a shipment are days with a demand of none.
  const squares =
    units.reduce((sum, quantity) => sum + (quantity - mean) ** 2, 0) +
    (days - units.length) * mean ** 2;
  return { mean, deviation: Math.sqrt(squares / (days - 1)) };
}

const UNITS_MAX = 1_000_000;

function unitsOf(method: SafetyStockMethod, { mean, deviation }: Demand): number {
  const units =
    method.kind === 'fixed'
      ? method.units
      : method.kind === 'days_of_cover'
        ? method.days * mean
        : normalQuantile(method.servicePermille / 1_000) *
          deviation *
          Math.sqrt(method.leadTimeDays);
  // What is a whole number but for the last bits of a fraction is not rounded up by one.
  return Math.min(UNITS_MAX, Math.max(0, Math.ceil(units - 1e-9)));
}

/**
 * The quantile of the standard normal distribution for a probability from one half on: Abramowitz and
 * Stegun, Handbook of Mathematical Functions, 26.2.23, whose error they give as below 4.5e-4.
 */
export function normalQuantile(probability: number): number {
  if (probability <= 0.5) return 0;
  const t = Math.sqrt(-2 * Math.log(1 - probability));
  return (
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t ** 2) /
      (1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3)
  );
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
