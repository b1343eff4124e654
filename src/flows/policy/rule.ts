import type { FlowFinding, FlowTier } from '../../../contracts/flow-releases.ts';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import type { BothLanguages, Component } from '../components/index.ts';
import type { CompiledFlow, FindAsset, FindDefinition } from '../engine/index.ts';
import type { Tainted } from './taint.ts';

/** A flow as rules look at it. */
export interface Examined {
  readonly definition: FlowDefinition;
  /** Null: it is not sound yet, and only its texts can be judged. */
  readonly flow: CompiledFlow | null;
  readonly tainted: readonly Tainted[];
  readonly findAsset: FindAsset;
  readonly find: FindDefinition;
  /** The flows that call it, as they are drawn and as orders enter them. */
  readonly callers: readonly FlowDefinition[];
}

/** What a rule says of a flow. */
export interface Finding {
  readonly node?: string;
  readonly setting?: string;
  readonly message: BothLanguages;
  readonly mend: BothLanguages;
}

/** One rule of the policy. All of them hold for everybody: there is no switch. */
export interface Rule {
  readonly id: string;
  readonly severity: FlowFinding['severity'];
  readonly titles: BothLanguages;
  /** The items of OWASP lists that it answers to: CD-SEC-04, A05:2025, API7:2023. */
  readonly standards: readonly string[];
  /** The tier that a flow with a finding of this rule has at least. */
  readonly tier?: FlowTier;
  examine(examined: Examined): readonly Finding[];
}

/** The component and settings of each node of a sound flow. */
export function nodesOf({ flow }: Examined): readonly {
  readonly id: string;
  readonly component: Component;
  readonly settings: Readonly<Record<string, unknown>>;
}[] {
  if (flow === null) return [];
  return [...flow.nodes].map(([id, { component, settings }]) => ({ id, component, settings }));
}
