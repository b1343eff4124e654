import { instantToText, type Instant } from '../../kernel/clock.ts';
import { recordOf, type RunStatement } from '../../hub/index.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type {
  FlowEntanglement,
  FlowFinding,
  FlowReleaseSummary,
  FlowReleaseView,
  FlowTier,
} from '../../../contracts/flow-releases.ts';
import type { FlowDefinition, FlowReleaseState } from '../../../contracts/flows.ts';
import { readCallersOf, readUsed } from '../called-flows.ts';
import { examineFlow } from '../policy/index.ts';
import { findEntanglement } from './entanglement.ts';
import { readHands } from './hands.ts';
import { judge, nextStep, NO_EVIDENCE } from '../release/index.ts';
import { boundedReasons, judgedPlan, keptJudgement } from './plans.ts';
import type { KeptJudgement, Release } from './release-record.ts';
import * as sql from './releases.sql.ts';
import { readEvidence } from './watch-releases.ts';

type Answer<Value> = { readonly kind: 'found'; readonly value: Value } | Refusal;

/** Which releases, and from where on. */
export interface ReleaseQuery {
  readonly flow: string | null;
  readonly state: FlowReleaseState | null;
  readonly before: { readonly submittedAt: Instant; readonly id: string } | null;
  readonly limit: number;
}

/** Releases, newest first. */
export async function listReleases(
  client: Queryable,
  { flow, state, before, limit }: ReleaseQuery,
): Promise<{ readonly items: FlowReleaseSummary[]; readonly last: ReleaseQuery['before'] }> {
  const rows = await runStatement<Record<string, unknown>>(client, sql.listReleases, [
    flow,
    state,
    before?.submittedAt ?? null,
    before?.id ?? null,
    limit + 1,
  ]);
  const found = rows.map((row) => recordOf<Release>(sql.releaseTable, row));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(summaryOf),
    last: last === undefined ? null : { submittedAt: last.submittedAt, id: last.id },
  };
}

/** Who looks at what could be approved, and when. */
export interface Reader {
  readonly actor: string;
  readonly now: Instant;
}

/** A release with what was counted of it. */
export async function readRelease(
  client: Queryable,
  { code, id }: { readonly code: string; readonly id: string },
  reader: Reader,
): Promise<Answer<FlowReleaseView>> {
  const [row] = await runStatement<Record<string, unknown>>(client, sql.releaseTable.read, [[id]]);
  const release = row === undefined ? null : recordOf<Release>(sql.releaseTable, row);
  if (release === null || release.flowCode !== code) {
    return refuse('not_found', `There is no release ${id} of flow ${code}.`, { release: id });
  }
  const { definition, layout, findings, plan, stepIndex, stepSince } = release;
  const { judgement, reasons } = await standingOf(client, release, reader.now);
  return {
    kind: 'found',
    value: {
      ...summaryOf(release),
      definition,
      layout,
      findings: [...findings],
      plan:
        plan === null
          ? null
          : { steps: plan.steps.map((step) => ({ ...step })), expected: [...plan.expected] },
      stepIndex,
      stepSince: textOf(stepSince),
      evidence:
        judgement === null
          ? null
          : { ...judgement, metrics: judgement.metrics.map((metric) => ({ ...metric })) },
      reasons: reasons.map((reason) => ({ ...reason })),
      entanglement:
        release.state === 'waiting'
          ? await readEntanglement(client, code, release.authors, reader)
          : null,
    },
  };
}

/** How it is judged now while it takes a share, and how it was judged last when it does not. */
async function standingOf(
  client: Queryable,
  { id, state, plan, stepIndex, stepSince, judgement, reasons }: Release,
  now: Instant,
): Promise<{
  readonly judgement: KeptJudgement | null;
  readonly reasons: Release['reasons'];
}> {
  if (state !== 'releasing' || plan === null || stepIndex === null || stepSince === null) {
    return { judgement, reasons };
  }
  const evidence = (await readEvidence(client, [id])).get(id) ?? NO_EVIDENCE;
  const judged = judgedPlan(plan);
  return {
    judgement: keptJudgement(judge(evidence, judged.terms), plan.expected),
    reasons: boundedReasons(nextStep(judged, { stepIndex, stepSince, evidence }, now).reasons),
  };
}

/** What the policy says about the draft of a flow, before anybody submits it. */
export async function readFindings(
  client: Queryable,
  code: string,
  reader: Reader,
): Promise<
  Answer<{
    readonly tier: FlowTier;
    readonly items: readonly FlowFinding[];
    readonly authors: readonly string[];
    readonly entanglement: FlowEntanglement | null;
  }>
> {
  const [row] = await runStatement<{
    draft: FlowDefinition;
    authors: Readonly<Record<string, number>>;
  }>(client, sql.flowTable.read, [[code]]);
  if (row === undefined) return refuse('not_found', `There is no flow ${code}.`, { flow: code });
  const callers = await readCallersOf(client, row.draft);
  const { find, findAsset } = await readUsed(client, [row.draft, ...callers]);
  const { tier, findings } = examineFlow(row.draft, find, findAsset, callers);
  const authors = Object.keys(row.authors).toSorted();
  const entanglement =
    tier === 'everyone' ? null : await readEntanglement(client, code, authors, reader);
  return { kind: 'found', value: { tier, items: findings, authors, entanglement } };
}

/** Why a person who reads it could not approve it, told before they try. Keys approve nothing, and authors know. */
async function readEntanglement(
  client: Queryable,
  code: string,
  authors: readonly string[],
  { actor, now }: Reader,
): Promise<FlowEntanglement | null> {
  if (!actor.startsWith('person/') || authors.includes(actor)) return null;
  const run: RunStatement = (statement, values) => runStatement(client, statement, values);
  const hands = await readHands(run, code, [actor, ...authors], now);
  const found = findEntanglement(actor, authors, hands);
  if (found === null) return null;
  const { author, on, by, how, at } = found;
  return { author, login: on, by, how, at: instantToText(at) };
}

function summaryOf(release: Release): FlowReleaseSummary {
  return {
    id: release.id,
    flow: release.flowCode,
    state: release.state,
    tier: release.tier,
    hash: release.hash,
    flowVersion: release.flowVersion,
    baseVersion: release.baseVersion,
    authors: [...release.authors],
    note: release.note,
    submittedAt: instantToText(release.submittedAt),
    submittedBy: release.submittedBy,
    decidedAt: textOf(release.decidedAt),
    decidedBy: release.decidedBy,
    decisionNote: release.decisionNote,
    shareMillionths: release.shareMillionths,
    startedAt: textOf(release.startedAt),
    startedBy: release.startedBy,
    endedAt: textOf(release.endedAt),
    endedBy: release.endedBy,
    version: release.version,
  };
}

function textOf(instant: Instant | null): string | null {
  return instant === null ? null : instantToText(instant);
}
