import type { Pool } from 'pg';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { ChangedSettings } from '../../../contracts/order-reads.ts';
import {
  compileRules,
  readRules,
  type CompiledRules,
  type SourcingRules,
} from '../sourcing/index.ts';

/** Each version takes some megabytes when there are a thousand locations. */
const VERSIONS_KEPT_MAX = 20;

/**
 * Rules by version, as they were or with changed settings, compiled once: decisions that follow each
 * other were mostly taken under the same version.
 */
export class RulesByVersion {
  readonly #pool: Pool;
  readonly #settings: ChangedSettings;
  /** In the order of use, so that the first is the one to forget. */
  readonly #kept = new Map<number, CompiledRules>();

  constructor(pool: Pool, settings: ChangedSettings = {}) {
    this.#pool = pool;
    this.#settings = settings;
  }

  /** The rules of a version that a stored decision names, so it exists. */
  async rules(version: number): Promise<CompiledRules> {
    let compiled = this.#kept.get(version);
    if (compiled === undefined) {
      const rules = await readRules(this.#pool, version);
      if (rules === null) throw new Error(`version ${version} of the sourcing rules is gone`);
      compiled = compileRules(varyRules(rules, this.#settings));
    }
    this.#kept.delete(version);
    this.#kept.set(version, compiled);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > VERSIONS_KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest);
    return compiled;
  }
}

/** The rules with changed settings: other weights, closed locations. */
export function varyRules(rules: SourcingRules, settings: ChangedSettings): SourcingRules {
  const closed = new Set(settings.closedLocations);
  return {
    ...rules,
    weights: { ...rules.weights, ...settings.weights },
    locations: rules.locations.map((location) =>
      closed.has(location.code) ? { ...location, isOpen: false } : location,
    ),
  };
}

/** A refusal when the settings name a location that no rules know; null when all are known. */
export function refuseUnknownLocations(
  rules: Pick<SourcingRules, 'locations'>,
  settings: ChangedSettings,
): Refusal | null {
  const known = new Set(rules.locations.map(({ code }) => code));
  const unknown = (settings.closedLocations ?? []).filter((code) => !known.has(code));
  if (unknown.length === 0) return null;
  return refuse(
    'unknown_reference',
    `There is no location ${unknown.join(', ')} in the sourcing rules.`,
    {
      field: 'closedLocations',
      locations: unknown,
    },
  );
}

/** True when nothing is changed. */
export function isUnchanged(settings: ChangedSettings): boolean {
  return (
    Object.keys(settings.weights ?? {}).length === 0 &&
    (settings.closedLocations ?? []).length === 0
  );
}
