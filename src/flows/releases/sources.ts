import type { Command, FactSource, RecordFacts, UnitOfWork } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { FlowDefinition, FlowReleaseState } from '../../../contracts/flows.ts';
import type { AuditFacts } from '../audit/index.ts';
import type { Connector } from '../connectors/index.ts';
import { connectorsOf } from '../engine/index.ts';
import type { FlowFacts } from '../flow-facts.ts';
import type { LibraryFacts } from '../library/library-facts.ts';
import type { FromCaller } from './four-eyes.ts';
import type { HandsFacts } from './hands.ts';
import { mayMove } from './release-states.ts';
import type { Flow, Release } from './release-record.ts';

/** What commands on flows and their releases read and change. */
export interface ReleaseSources {
  readonly drawings: FactSource<RecordFacts<Flow>>;
  readonly releases: FactSource<RecordFacts<Release>>;
  readonly audit: FactSource<AuditFacts>;
  readonly flows: FactSource<FlowFacts>;
  readonly library: FactSource<LibraryFacts>;
  readonly connectors: FactSource<RecordFacts<Connector>>;
  readonly hands: FactSource<HandsFacts>;
}

/** A command that names a flow. */
export interface OnFlow {
  readonly code: string;
}

/** A command that names a release of a flow. */
export interface OnRelease extends OnFlow {
  readonly releaseId: string;
}

/** Names a flow with its releases under way, and the audit that keeps what is done to it. */
export function needFlow(
  { drawings, audit }: ReleaseSources,
  code: string,
  unit: UnitOfWork,
): void {
  unit.facts(drawings).need(code);
  unit.facts(audit).need();
}

/** Names who could speak through whom: what somebody approves is not to be their own by another login. */
export function needHands(
  { hands }: ReleaseSources,
  command: Command<OnFlow & FromCaller>,
  unit: UnitOfWork,
): void {
  unit.facts(hands).need(command, command.body.code);
}

/** Names the releases that a flow points at, and the connectors that its draft asks; flows load before both. */
export function nameReleases({
  releases,
  connectors,
}: Pick<ReleaseSources, 'releases' | 'connectors'>) {
  return (flows: RecordFacts<Flow>, unit: UnitOfWork): void => {
    for (const flow of flows.all()) {
      const { submittedRelease, canaryRelease, liveRelease, formerRelease } = flow;
      for (const id of [submittedRelease, canaryRelease, liveRelease, formerRelease]) {
        if (id !== null) unit.facts(releases).need(id);
      }
      needConnectors(connectors, flow.draft, unit);
    }
  };
}

/** A release of a flow, or why there is none. */
export function findRelease(
  { drawings, releases }: ReleaseSources,
  { code, releaseId }: OnRelease,
  unit: UnitOfWork,
): { readonly kind: 'found'; readonly flow: Flow; readonly release: Release } | Refusal {
  const flow = unit.facts(drawings).find(code);
  const release = unit.facts(releases).find(releaseId);
  if (flow === undefined || release === undefined || release.flowCode !== code) {
    return refuse('not_found', `There is no release ${releaseId} of flow ${code}.`, {
      flow: code,
      release: releaseId,
    });
  }
  return { kind: 'found', flow, release };
}

/** Takes a release on. That its state allows it was asked before. */
export function moveRelease(
  { releases }: ReleaseSources,
  unit: UnitOfWork,
  release: Release,
  state: FlowReleaseState,
  more: Partial<Omit<Release, 'id' | 'state' | 'version'>> = {},
): Release {
  assert(mayMove(release.state, state), `no release goes from ${release.state} to ${state}`);
  return unit.facts(releases).change({ ...release, ...more, state });
}

/** The release that a flow points at. */
export function releaseAt({ releases }: ReleaseSources, unit: UnitOfWork, id: string): Release {
  const release = unit.facts(releases).find(id);
  assert(release !== undefined, 'a release that a flow points at is there');
  return release;
}

/** Why a release does not go to a state. */
export function refuseMove({ state, flowCode }: Release, wanted: string): Refusal {
  return refuse(
    'illegal_transition',
    `A release of ${flowCode} that is ${state} is not ${wanted}.`,
    {
      state,
    },
  );
}

/** Says what became of a release: to the caller, as an event, and in the audit. */
export function tellRelease(
  { audit }: ReleaseSources,
  unit: UnitOfWork,
  by: { readonly actor: string; readonly at: Instant },
  release: Release,
  told: {
    readonly action: Parameters<AuditFacts['add']>[0]['action'];
    readonly type: string;
    readonly detail: Readonly<Record<string, unknown>>;
    readonly status?: number;
  },
) {
  const { id, flowCode, state, tier, flowVersion, findings, version, hash } = release;
  const changed = { id, flow: flowCode, state, tier, flowVersion, findings, version };
  unit.facts(audit).add({
    at: by.at,
    actor: by.actor,
    action: told.action,
    flowCode,
    flowVersion,
    releaseId: id,
    contentHash: hash,
    detail: told.detail,
  });
  unit.emit({
    type: told.type,
    subject: `flow/${flowCode}`,
    occurredAt: by.at,
    data: JSON.stringify({ ...changed, findings: findings.length, ...told.detail }),
  });
  return { kind: 'accepted', status: told.status ?? 200, body: JSON.stringify(changed) } as const;
}

/** The refusal of a command on a flow that is not there. */
export function noSuchFlow(code: string): Refusal {
  return refuse('not_found', `There is no flow ${code}.`, { flow: code });
}

/** The refusal of a command that means an older draft than the one that is there. */
export function refuseOvertaken({ code, draftVersion, changedBy }: Flow): Refusal {
  return refuse('version_conflict', `${changedBy} has changed flow ${code} meanwhile.`, {
    version: draftVersion,
  });
}

/** Names the connectors that a definition asks. */
export function needConnectors(
  connectors: ReleaseSources['connectors'],
  definition: FlowDefinition,
  unit: UnitOfWork,
): void {
  for (const { connector } of connectorsOf(definition)) unit.facts(connectors).need(connector);
}
