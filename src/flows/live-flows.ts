import { assert } from '../kernel/assert.ts';
import type { FlowDefinition, FlowTrigger } from '../../contracts/flows.ts';
import type { CompiledFlow } from './engine/index.ts';

/** A version of a flow that orders can be in. */
export interface FlowVersion {
  readonly code: string;
  readonly number: number;
  readonly compiled: CompiledFlow;
}

/** What orders enter of a flow: its live version, and the one that is released to a share of them. */
export interface LiveFlow {
  readonly code: string;
  readonly live: FlowVersion | null;
  readonly canary: {
    readonly version: FlowVersion;
    readonly releaseId: string;
    readonly shareMillionths: number;
  } | null;
}

/** A version as it is stored. */
export interface VersionRow {
  readonly flow_code: string;
  readonly number: number;
  readonly definition: FlowDefinition;
}

/** A version that orders enter; with a release: the share of it. */
export interface LiveRow extends VersionRow {
  readonly release_id: string | null;
  readonly share_millionths: number | null;
}

/** What is live, by what triggers it, and every version of it. */
export interface LiveFlows {
  readonly byTrigger: ReadonlyMap<string, readonly LiveFlow[]>;
  readonly versions: readonly FlowVersion[];
}

/** What triggers a flow, as one text. */
export function triggerKey(trigger: FlowTrigger): string {
  if (trigger.kind === 'call' || trigger.kind === 'api') return trigger.kind;
  return `${trigger.kind} ${trigger.kind === 'event' ? trigger.event : trigger.point}`;
}

/** Flows by what triggers them. While a release takes a share, both versions may be triggered by different things. */
export function liveFlows(flows: readonly LiveFlow[]): LiveFlows {
  const byTrigger = new Map<string, LiveFlow[]>();
  const versions: FlowVersion[] = [];
  for (const flow of flows) {
    const both = [flow.live, flow.canary?.version ?? null].filter((version) => version !== null);
    versions.push(...both);
    for (const key of new Set(both.map(({ compiled }) => triggerKey(compiled.trigger)))) {
      byTrigger.set(key, [...(byTrigger.get(key) ?? []), flow]);
    }
  }
  return { byTrigger, versions };
}

/** The live version of each flow, and the one that is released to a share; `versions` are those of the rows. */
export function flowsOf(rows: readonly LiveRow[], versions: readonly FlowVersion[]): LiveFlow[] {
  const flows = new Map<string, LiveFlow>();
  for (const [index, { flow_code: code, release_id, share_millionths }] of rows.entries()) {
    const version = versions[index];
    assert(version !== undefined, 'every row that is live is a version');
    const known = flows.get(code) ?? { code, live: null, canary: null };
    const found =
      release_id === null || share_millionths === null
        ? { live: version }
        : { canary: { version, releaseId: release_id, shareMillionths: share_millionths } };
    flows.set(code, { ...known, ...found });
  }
  return [...flows.values()];
}
