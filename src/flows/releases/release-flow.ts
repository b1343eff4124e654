import type { Command, CommandHandler, UnitOfWork } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { StartFlowRelease } from '../../../contracts/flow-releases.ts';
import { assert } from '../../kernel/assert.ts';
import { judge, nextStep, type EvidenceState } from '../release/index.ts';
import { callerOf, refuseApproval, type FromCaller } from './four-eyes.ts';
import { boundedReasons, judgedPlan, keptJudgement, planOf } from './plans.ts';
import type { EndReason, Flow, KeptJudgement, Release } from './release-record.ts';
import { mayMove } from './release-states.ts';
import {
  byOf,
  authorsAfter,
  decision,
  endedBy,
  examineDraft,
  keepSubmission,
  needRelease,
} from './submit-flow.ts';
import {
  findRelease,
  moveRelease,
  needFlow,
  needHands,
  noSuchFlow,
  refuseMove,
  releaseAt,
  tellRelease,
  type OnFlow,
  type OnRelease,
  type ReleaseSources,
} from './sources.ts';

/** start_flow_release: orders begin to enter an approved version, a share of them or all at once. */
export function startReleaseHandler(
  sources: ReleaseSources,
): CommandHandler<OnRelease & StartFlowRelease & FromCaller> {
  return {
    kind: 'start_flow_release',
    isAlone: true,
    need: needRelease(sources),
    decide(command, unit) {
      const found = findRelease(sources, command.body, unit);
      if (found.kind === 'refused') return found;
      const { flow, release } = found;
      const isAtOnce = command.body.plan === 'at_once';
      if (!mayMove(release.state, isAtOnce ? 'live' : 'releasing')) {
        return refuseMove(release, 'started');
      }
      if (!isAtOnce && isNewEndpoint(sources, unit, flow, release)) {
        return refuse(
          'invalid_request',
          'Nothing answers the other callers of a new endpoint: its first version is released all at once.',
          { field: 'plan' },
        );
      }
      if (!isAtOnce && release.definition.trigger.kind === 'call') {
        return refuse('invalid_request', 'What other flows call is released all at once.', {
          field: 'plan',
        });
      }
      if (isAtOnce && !callerOf(command).mayApprove) {
        return refuse('forbidden', 'All at once takes the right to approve flows.', {
          scope: 'flows:approve',
        });
      }
      if (flow.canaryRelease !== null) {
        return refuse('illegal_transition', 'Another release of this flow is under way.', {
          release: flow.canaryRelease,
        });
      }
      const versioned = makeVersion(sources, command, unit, flow, release);
      return isAtOnce
        ? releaseToAll(sources, command, unit, versioned)
        : releaseToShare(sources, command, unit, versioned);
    },
  };
}

/** True when a share of the calls would be answered and all others not. */
function isNewEndpoint(
  sources: ReleaseSources,
  unit: UnitOfWork,
  { liveRelease }: Flow,
  { definition: { trigger } }: Release,
): boolean {
  if (trigger.kind !== 'api') return false;
  if (liveRelease === null) return true;
  return releaseAt(sources, unit, liveRelease).definition.trigger.kind !== 'api';
}

interface Versioned {
  readonly flow: Flow;
  readonly release: Release;
}

/** Fixes what was approved as a version that runs can be pinned to. */
function makeVersion(
  { drawings, flows, library }: ReleaseSources,
  command: Command,
  unit: UnitOfWork,
  flow: Flow,
  release: Release,
): Versioned {
  const number = flow.versionsMade + 1;
  unit.facts(library).useInVersion(flow.code, number, release.definition);
  const facts = unit.facts(flows);
  facts.isChanged = true;
  facts.published.push({
    flowCode: flow.code,
    number,
    hash: release.hash,
    definition: release.definition,
    layout: release.layout,
    publishedAt: command.receivedAt,
    publishedBy: command.actor,
  });
  return {
    flow: unit.facts(drawings).change({ ...flow, versionsMade: number, submittedRelease: null }),
    release: { ...release, flowVersion: number, baseVersion: flow.liveVersion },
  };
}

function releaseToShare(
  sources: ReleaseSources,
  command: Command<StartFlowRelease>,
  unit: UnitOfWork,
  { flow, release }: Versioned,
) {
  const plan = planOf(command.body);
  const [first] = plan.steps;
  assert(first !== undefined, 'a plan has steps');
  const started = moveRelease(sources, unit, release, 'releasing', {
    plan,
    stepIndex: 0,
    stepSince: command.receivedAt,
    shareMillionths: first.shareMillionths,
    startedAt: command.receivedAt,
    startedBy: command.actor,
  });
  unit.facts(sources.drawings).change({ ...flow, canaryRelease: started.id });
  return tellRelease(sources, unit, byOf(command), started, {
    action: 'started',
    type: 'flow.release_started',
    detail: { shareMillionths: first.shareMillionths, expected: plan.expected },
  });
}

function releaseToAll(
  sources: ReleaseSources,
  command: Command,
  unit: UnitOfWork,
  { flow, release }: Versioned,
) {
  const started = moveRelease(sources, unit, release, 'live', {
    plan: planOf({ plan: 'at_once' }),
    shareMillionths: null,
    startedAt: command.receivedAt,
    startedBy: command.actor,
  });
  putLive(sources, command, unit, flow, started);
  return tellRelease(sources, unit, byOf(command), started, {
    action: 'completed',
    type: 'flow.published',
    detail: { plan: 'at_once' },
  });
}

/** A release is what all orders enter from now on; the one before it is replaced, and kept for a roll-back. */
function putLive(
  sources: ReleaseSources,
  command: Command,
  unit: UnitOfWork,
  flow: Flow,
  release: Release,
): Flow {
  const { liveRelease } = flow;
  if (liveRelease !== null) {
    const former = releaseAt(sources, unit, liveRelease);
    const replaced = moveRelease(sources, unit, former, 'replaced', endedBy(command));
    tellRelease(sources, unit, byOf(command), replaced, {
      action: 'replaced',
      type: 'flow.replaced',
      detail: { by: release.id },
    });
  }
  unit.facts(sources.flows).isChanged = true;
  return unit.facts(sources.drawings).change({
    ...flow,
    liveVersion: release.flowVersion,
    liveRelease: release.id,
    formerRelease: liveRelease,
    canaryRelease: flow.canaryRelease === release.id ? null : flow.canaryRelease,
  });
}

/** What the clock knows of a release: its counts, and the state of it that they were read for. */
export interface StepRelease extends OnRelease {
  readonly version: number;
  readonly evidence: EvidenceState;
}

/**
 * step_flow_release: judges a release by what was counted, and widens it, completes it or rolls it back.
 * Counts that were read for an earlier state of it do nothing.
 */
export function stepReleaseHandler(sources: ReleaseSources): CommandHandler<StepRelease> {
  return {
    kind: 'step_flow_release',
    isAlone: true,
    need: needRelease(sources),
    decide(command, unit) {
      const found = findRelease(sources, command.body, unit);
      if (found.kind === 'refused') return found;
      const { flow, release } = found;
      const { version, evidence } = command.body;
      const { plan, stepIndex, stepSince } = release;
      const isPast = release.state !== 'releasing' || release.version !== version;
      if (isPast || plan === null || stepIndex === null || stepSince === null) {
        return { kind: 'accepted', status: 200, body: JSON.stringify({ release: release.id }) };
      }
      const judged = judgedPlan(plan);
      const step = nextStep(judged, { stepIndex, stepSince, evidence }, command.receivedAt);
      const judgement = keptJudgement(judge(evidence, judged.terms), plan.expected);
      const reasons = boundedReasons(step.reasons);
      switch (step.kind) {
        case 'stay':
          return { kind: 'accepted', status: 200, body: JSON.stringify({ release: release.id }) };
        case 'rollBack':
          return rollBack(sources, command, unit, flow, release, { judgement, reasons });
        case 'widen': {
          const { shareMillionths } = step;
          const widened = unit.facts(sources.releases).change({
            ...release,
            stepIndex: step.stepIndex,
            stepSince: command.receivedAt,
            shareMillionths,
            judgement,
            reasons,
          });
          unit.facts(sources.flows).isChanged = true;
          return tellRelease(sources, unit, byOf(command), widened, {
            action: 'widened',
            type: 'flow.release_widened',
            detail: { shareMillionths, reasons },
          });
        }
        case 'done': {
          const done = { judgement, reasons, shareMillionths: null };
          const live = moveRelease(sources, unit, release, 'live', done);
          putLive(sources, command, unit, flow, live);
          return tellRelease(sources, unit, byOf(command), live, {
            action: 'completed',
            type: 'flow.published',
            detail: { reasons },
          });
        }
      }
    },
  };
}

interface Why {
  readonly judgement?: KeptJudgement;
  readonly reasons: readonly EndReason[];
}

/** No order enters it from the next batch on; those in flight keep their version. */
function rollBack(
  sources: ReleaseSources,
  command: Command,
  unit: UnitOfWork,
  flow: Flow,
  release: Release,
  why: Why,
) {
  const rolledBack = moveRelease(sources, unit, release, 'rolled_back', {
    ...why,
    ...endedBy(command),
    shareMillionths: null,
  });
  unit.facts(sources.flows).isChanged = true;
  if (flow.canaryRelease === release.id) {
    unit.facts(sources.drawings).change({ ...flow, canaryRelease: null });
  } else putFormerLive(sources, command, unit, flow);
  return tellRelease(sources, unit, byOf(command), rolledBack, {
    action: 'rolled_back',
    type: 'flow.rolled_back',
    detail: { reasons: why.reasons },
  });
}

/** What was live before is so again; nothing, where nothing was. */
function putFormerLive(
  sources: ReleaseSources,
  command: Command,
  unit: UnitOfWork,
  flow: Flow,
): void {
  const former = flow.formerRelease === null ? null : releaseAt(sources, unit, flow.formerRelease);
  unit.facts(sources.drawings).change({
    ...flow,
    liveVersion: former?.flowVersion ?? null,
    liveRelease: former?.id ?? null,
    formerRelease: null,
  });
  if (former === null) return;
  const again = moveRelease(sources, unit, former, 'live', { endedAt: null, endedBy: null });
  tellRelease(sources, unit, byOf(command), again, {
    action: 'completed',
    type: 'flow.published',
    detail: { isAgain: true },
  });
}

/** roll_back_flow: a person takes back a release, while it takes a share or when it is live. */
export function rollBackHandler(
  sources: ReleaseSources,
): CommandHandler<OnRelease & { readonly reason: string } & FromCaller> {
  return {
    kind: 'roll_back_flow',
    isAlone: true,
    need: needRelease(sources),
    decide(command, unit) {
      const found = findRelease(sources, command.body, unit);
      if (found.kind === 'refused') return found;
      const { flow, release } = found;
      if (!mayMove(release.state, 'rolled_back')) return refuseMove(release, 'rolled back');
      const reasons = [{ code: 'by_person', text: command.body.reason }] as const;
      return rollBack(sources, command, unit, flow, release, { reasons });
    },
  };
}

/**
 * publish_flow: a draft goes before the policy and, all at once, to the orders. It takes the right to
 * approve and, where the tier asks for four eyes, somebody who has not drawn it.
 */
export function publishFlowHandler(
  sources: ReleaseSources,
): CommandHandler<OnFlow & { readonly version: number } & FromCaller> {
  return {
    kind: 'publish_flow',
    isAlone: true,
    need(command, unit) {
      needFlow(sources, command.body.code, unit);
      needHands(sources, command, unit);
    },
    decide(command, unit) {
      const known = unit.facts(sources.drawings).find(command.body.code);
      if (known === undefined) return noSuchFlow(command.body.code);
      if (known.canaryRelease !== null) {
        return refuse('illegal_transition', 'A release of this flow is under way.', {
          release: known.canaryRelease,
        });
      }
      const examined = examineDraft(sources, command, unit);
      if (examined.kind === 'refused') return examined;
      const { findings, state, tier } = examined.release;
      if (state === 'refused') {
        const told = findings.map(({ message }) => message.en).join(' ');
        return refuse('flow_against_policy', told, { findings });
      }
      if (state === 'approved') {
        const flow = keepSubmission(sources, command, unit, examined);
        return publish(sources, command, unit, { flow, release: examined.release });
      }
      // Whoever publishes what others have drawn approves it, and does not become an author by it.
      const authors = Object.keys(known.authors);
      const hands = unit.facts(sources.hands).of(known.code, command.receivedAt);
      const refusal = refuseApproval({ tier, authors }, callerOf(command), hands);
      if (refusal !== null) return refusal;
      const release: Release = {
        ...examined.release,
        authors,
        state: 'approved',
        ...decision(command, null),
      };
      const flow = keepSubmission(sources, command, unit, { flow: known, release });
      return publish(sources, command, unit, {
        flow: { ...flow, authors: authorsAfter(flow, release) },
        release,
      });
    },
  };
}

function publish(
  sources: ReleaseSources,
  command: Command<OnFlow>,
  unit: UnitOfWork,
  { flow, release }: Versioned,
) {
  releaseToAll(sources, command, unit, makeVersion(sources, command, unit, flow, release));
  const now = unit.facts(sources.drawings).find(flow.code);
  assert(now !== undefined, 'a flow that was published is there');
  const { code, versionsMade, liveVersion, draftVersion } = now;
  const body = JSON.stringify({ code, versionsMade, liveVersion, version: draftVersion });
  return { kind: 'accepted', status: 200, body } as const;
}

/** stop_flow: nothing enters any more, from the next batch on. Orders in flight go on with their version. */
export function stopFlowHandler(sources: ReleaseSources): CommandHandler<OnFlow> {
  return {
    kind: 'stop_flow',
    isAlone: true,
    need: ({ body }, unit) => needFlow(sources, body.code, unit),
    decide(command, unit) {
      const known = unit.facts(sources.drawings).find(command.body.code);
      if (known === undefined) return noSuchFlow(command.body.code);
      unit.facts(sources.flows).isChanged = true;
      const flow = unit.facts(sources.drawings).change({
        ...known,
        liveVersion: null,
        canaryRelease: null,
        liveRelease: null,
        formerRelease: null,
      });
      for (const id of [known.canaryRelease, known.liveRelease]) {
        if (id === null) continue;
        const stopped = moveRelease(sources, unit, releaseAt(sources, unit, id), 'stopped', {
          ...endedBy(command),
          shareMillionths: null,
        });
        tellRelease(sources, unit, byOf(command), stopped, {
          action: 'stopped',
          type: 'flow.release_stopped',
          detail: {},
        });
      }
      const { code, versionsMade, liveVersion, draftVersion } = flow;
      const body = JSON.stringify({ code, versionsMade, liveVersion, version: draftVersion });
      unit.emit({
        type: 'flow.stopped',
        subject: `flow/${code}`,
        occurredAt: command.receivedAt,
        data: body,
      });
      return { kind: 'accepted', status: 200, body };
    },
  };
}
