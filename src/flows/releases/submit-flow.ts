import type { Command, CommandHandler, UnitOfWork } from '../../hub/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { SubmitFlow } from '../../../contracts/flow-releases.ts';
import { hashDefinition } from '../definition/index.ts';
import { findForDrawing } from '../called-flows.ts';
import { compileFlow } from '../engine/index.ts';
import { factsOf } from '../facts/index.ts';
import { examineFlow } from '../policy/index.ts';
import { callerOf, refuseApproval, refuseTechnical, type FromCaller } from './four-eyes.ts';
import type { Flow, Release } from './release-record.ts';
import { mayMove } from './release-states.ts';
import {
  findRelease,
  moveRelease,
  needFlow,
  needHands,
  noSuchFlow,
  refuseMove,
  refuseOvertaken,
  releaseAt,
  tellRelease,
  type OnFlow,
  type OnRelease,
  type ReleaseSources,
} from './sources.ts';

/** What a draft would be submitted as, before anything is changed. */
type Examined =
  | { readonly kind: 'examined'; readonly flow: Flow; readonly release: Release }
  | Refusal;

/**
 * Puts a draft before the policy: what it says and who has drawn it stands in the release that would be
 * made. Refused by the policy it goes no further; approved is what its tier asks nobody for.
 */
export function examineDraft(
  { drawings, flows, connectors }: ReleaseSources,
  command: Command<OnFlow & SubmitFlow & FromCaller>,
  unit: UnitOfWork,
): Examined {
  const { code, version, note = null } = command.body;
  const flow = unit.facts(drawings).find(code);
  if (flow === undefined) return noSuchFlow(code);
  if (version !== flow.draftVersion) return refuseOvertaken(flow);
  const { findDefinition, findAsset, callers } = unit.facts(flows);
  const mayStandBy = findForDrawing(findAsset);
  const compiled = compileFlow(
    flow.draft,
    factsOf(flow.draft.trigger),
    findDefinition,
    (connector) => unit.facts(connectors).find(connector)?.isRemoved === false,
    mayStandBy,
  );
  if (compiled.kind === 'problems') {
    const { problems } = compiled;
    return refuse('flow_not_sound', problems.map(({ message }) => message).join(' '), { problems });
  }
  const { tier, findings } = examineFlow(flow.draft, findDefinition, mayStandBy, callers.get(code));
  const caller = callerOf(command);
  if (tier === 'technical' && !caller.mayAdminister) return refuseTechnical();
  const isRefused = findings.some(({ severity }) => severity === 'block');
  const release: Release = {
    ...UNDECIDED,
    id: unit.newEventId(),
    flowCode: code,
    state: isRefused ? 'refused' : tier === 'everyone' ? 'approved' : 'waiting',
    tier,
    hash: hashDefinition(flow.draft),
    definition: flow.draft,
    layout: flow.layout,
    draftVersion: flow.draftVersion,
    findings,
    // Whoever submits what others have drawn stands for it too.
    authors: [...new Set([...Object.keys(flow.authors), ...caller.actors])].toSorted(),
    note,
    submittedAt: command.receivedAt,
    submittedBy: command.actor,
  };
  return { kind: 'examined', flow, release };
}

const UNDECIDED = {
  decidedAt: null,
  decidedBy: null,
  decisionNote: null,
  flowVersion: null,
  baseVersion: null,
  plan: null,
  stepIndex: null,
  stepSince: null,
  shareMillionths: null,
  startedAt: null,
  startedBy: null,
  endedAt: null,
  endedBy: null,
  judgement: null,
  reasons: [],
  version: 1,
} as const;

/** Keeps a submission; what was submitted before it and met no order is withdrawn. */
export function keepSubmission(
  sources: ReleaseSources,
  command: Command,
  unit: UnitOfWork,
  { flow, release }: { readonly flow: Flow; readonly release: Release },
): Flow {
  unit.facts(sources.releases).add(release);
  if (release.state === 'refused') return flow;
  if (flow.submittedRelease !== null) {
    const former = releaseAt(sources, unit, flow.submittedRelease);
    const overtaken = moveRelease(sources, unit, former, 'withdrawn', endedBy(command));
    tellRelease(sources, unit, byOf(command), overtaken, {
      action: 'withdrawn',
      type: 'flow.withdrawn',
      detail: { overtakenBy: release.id },
    });
  }
  return unit.facts(sources.drawings).change({ ...flow, submittedRelease: release.id });
}

/** submit_flow: a draft goes before the policy, and to whoever has to approve it. */
export function submitFlowHandler(
  sources: ReleaseSources,
): CommandHandler<OnFlow & SubmitFlow & FromCaller> {
  return {
    kind: 'submit_flow',
    need: ({ body }, unit) => needFlow(sources, body.code, unit),
    decide(command, unit) {
      const examined = examineDraft(sources, command, unit);
      if (examined.kind === 'refused') return examined;
      keepSubmission(sources, command, unit, examined);
      const { release } = examined;
      const isRefused = release.state === 'refused';
      return tellRelease(sources, unit, byOf(command), release, {
        action: isRefused ? 'refused' : 'submitted',
        type: isRefused ? 'flow.refused' : 'flow.submitted',
        detail: { rules: [...new Set(release.findings.map(({ rule }) => rule))] },
        status: 201,
      });
    },
  };
}

interface Noted {
  readonly note?: string;
}

/** approve_flow: a second person says yes. */
export function approveFlowHandler(
  sources: ReleaseSources,
): CommandHandler<OnRelease & Noted & FromCaller> {
  return {
    kind: 'approve_flow',
    need: needDecision(sources),
    decide(command, unit) {
      const found = findRelease(sources, command.body, unit);
      if (found.kind === 'refused') return found;
      const { flow, release } = found;
      if (!mayMove(release.state, 'approved')) return refuseMove(release, 'approved');
      const hands = unit.facts(sources.hands).of(flow.code, command.receivedAt);
      const refusal = refuseApproval(release, callerOf(command), hands);
      if (refusal !== null) return refusal;
      const { note = null } = command.body;
      const approved = moveRelease(sources, unit, release, 'approved', decision(command, note));
      unit.facts(sources.drawings).change({ ...flow, authors: authorsAfter(flow, release) });
      return tellRelease(sources, unit, byOf(command), approved, {
        action: 'approved',
        type: 'flow.approved',
        detail: { note, authors: release.authors },
      });
    },
  };
}

/** Who has changed a flow since what was submitted: up to it a second person has approved. */
export function authorsAfter({ authors }: Flow, { draftVersion }: Release): Flow['authors'] {
  return Object.fromEntries(
    Object.entries(authors).filter(([, changed]) => changed > draftVersion),
  );
}

interface Reasoned {
  readonly reason: string;
}

/** reject_flow: whoever may approve says no, and why. */
export function rejectFlowHandler(
  sources: ReleaseSources,
): CommandHandler<OnRelease & Reasoned & FromCaller> {
  return {
    kind: 'reject_flow',
    need: needDecision(sources),
    decide(command, unit) {
      const found = findRelease(sources, command.body, unit);
      if (found.kind === 'refused') return found;
      const { flow, release } = found;
      if (!mayMove(release.state, 'rejected')) return refuseMove(release, 'rejected');
      const hands = unit.facts(sources.hands).of(flow.code, command.receivedAt);
      const refusal = refuseApproval(release, callerOf(command), hands);
      if (refusal !== null) return refusal;
      const { reason } = command.body;
      const rejected = moveRelease(sources, unit, release, 'rejected', decision(command, reason));
      unit.facts(sources.drawings).change({ ...flow, submittedRelease: null });
      return tellRelease(sources, unit, byOf(command), rejected, {
        action: 'rejected',
        type: 'flow.rejected',
        detail: { reason },
      });
    },
  };
}

/** withdraw_flow: what was submitted is taken back before orders have met it. */
export function withdrawFlowHandler(
  sources: ReleaseSources,
): CommandHandler<OnRelease & FromCaller> {
  return {
    kind: 'withdraw_flow',
    need: needRelease(sources),
    decide(command, unit) {
      const found = findRelease(sources, command.body, unit);
      if (found.kind === 'refused') return found;
      const { flow, release } = found;
      if (!mayMove(release.state, 'withdrawn')) return refuseMove(release, 'withdrawn');
      const withdrawn = moveRelease(sources, unit, release, 'withdrawn', endedBy(command));
      unit.facts(sources.drawings).change({ ...flow, submittedRelease: null });
      return tellRelease(sources, unit, byOf(command), withdrawn, {
        action: 'withdrawn',
        type: 'flow.withdrawn',
        detail: {},
      });
    },
  };
}

/** Names a release with its flow. */
export function needRelease(sources: ReleaseSources) {
  return ({ body }: Command<OnRelease>, unit: UnitOfWork): void => {
    unit.facts(sources.releases).need(body.releaseId);
    needFlow(sources, body.code, unit);
  };
}

/** Names a release with all that whoever decides about it is judged by. */
function needDecision(sources: ReleaseSources) {
  const needIt = needRelease(sources);
  return (command: Command<OnRelease & FromCaller>, unit: UnitOfWork): void => {
    needIt(command, unit);
    needHands(sources, command, unit);
  };
}

/** Who does something, and when, for events and the audit. */
export function byOf({ actor, receivedAt }: Command) {
  return { actor, at: receivedAt };
}

/** Who has ended a release, and when. */
export function endedBy({ actor, receivedAt }: Command) {
  return { endedAt: receivedAt, endedBy: actor };
}

/** Who has decided about a release, when, and with which words. */
export function decision({ actor, receivedAt }: Command, note: string | null) {
  return { decidedAt: receivedAt, decidedBy: actor, decisionNote: note };
}
