import { instantToText, type Instant } from '../kernel/clock.ts';
import { runStatement, type Queryable } from '../platform/postgres/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import type { FlowVersionView } from '../../contracts/flow-drawing.ts';
import type {
  FlowDefinition,
  FlowLayout,
  FlowReleaseState,
  FlowRun,
  FlowSummary,
  FlowView,
} from '../../contracts/flows.ts';
import { COMPONENTS, failureView, partsOf, type Failure } from './components/index.ts';
import type { RunState } from './engine/index.ts';
import { problemsOf } from './check-drawing.ts';
import * as sql from './flows.sql.ts';

type Answer<Value> = { readonly kind: 'found'; readonly value: Value } | Refusal;

/** All flows by code, with how many orders are in each. */
export async function listFlows(client: Queryable): Promise<FlowSummary[]> {
  const rows = await runStatement<{
    code: string;
    draft: FlowDefinition;
    versions_made: number;
    live_version: number | null;
    latest_release: FlowReleaseState | null;
    share_millionths: number | null;
    changed_at: Instant;
    changed_by: string;
    runs_waiting: number;
  }>(client, sql.listFlows);
  return rows.map((row) => ({
    code: row.code,
    names: row.draft.names,
    trigger: row.draft.trigger,
    versionsMade: row.versions_made,
    liveVersion: row.live_version,
    latestRelease: row.latest_release,
    shareMillionths: row.share_millionths,
    runsWaiting: row.runs_waiting,
    changedAt: instantToText(row.changed_at),
    changedBy: row.changed_by,
  }));
}

/** A flow with its draft, what is wrong with that, and what was published of it. */
export async function readFlow(client: Queryable, code: string): Promise<Answer<FlowView>> {
  const [row] = await runStatement<{
    draft: FlowDefinition;
    layout: FlowLayout;
    draft_version: number;
    live_version: number | null;
    latest_release: FlowReleaseState | null;
    share_millionths: number | null;
    changed_at: Instant;
    changed_by: string;
  }>(client, sql.readFlow, [code]);
  if (row === undefined) return refuse('not_found', `There is no flow ${code}.`, { flow: code });
  const versions = await runStatement<{
    number: number;
    hash: string;
    published_at: Instant;
    published_by: string;
  }>(client, sql.listVersions, [code]);
  return {
    kind: 'found',
    value: {
      code,
      definition: row.draft,
      layout: row.layout,
      version: row.draft_version,
      liveVersion: row.live_version,
      latestRelease: row.latest_release,
      shareMillionths: row.share_millionths,
      versions: versions.map((version) => ({
        number: version.number,
        hash: version.hash,
        publishedAt: instantToText(version.published_at),
        publishedBy: version.published_by,
      })),
      problems: await problemsOf(client, row.draft),
      changedAt: instantToText(row.changed_at),
      changedBy: row.changed_by,
    },
  };
}

/** A version as it was published. */
export async function readVersion(
  client: Queryable,
  code: string,
  number: number,
): Promise<Answer<FlowVersionView>> {
  const [row] = await runStatement<{
    hash: string;
    definition: FlowDefinition;
    layout: FlowLayout;
    published_at: Instant;
    published_by: string;
  }>(client, sql.readVersion, [code, number]);
  if (row === undefined) {
    return refuse('not_found', `There is no version ${number} of flow ${code}.`, { flow: code });
  }
  const { hash, definition, layout, published_at: publishedAt, published_by: publishedBy } = row;
  const published = { publishedAt: instantToText(publishedAt), publishedBy };
  return { kind: 'found', value: { code, number, hash, definition, layout, ...published } };
}

/** Which runs, and from where on. A version is one of the flow that is named with it. */
export interface RunQuery {
  readonly orderId: number | null;
  readonly flow: string | null;
  readonly flowVersion: number | null;
  readonly before: { readonly enteredAt: Instant; readonly id: string } | null;
  readonly limit: number;
}

interface RunRow {
  readonly id: string;
  readonly flow_code: string;
  readonly flow_version: number;
  readonly order_id: number | null;
  readonly event_id: string | null;
  readonly state: FlowRun['state'];
  readonly entered_at: Instant;
  readonly ended_at: Instant | null;
  readonly outcome: FlowRun['outcome'];
  readonly trail: string;
  readonly failures: readonly (Failure & { readonly node: string })[] | null;
  readonly progress: Pick<RunState, 'tokens'> | null;
  readonly log: RunState['log'] | null;
}

/** Runs, newest first. */
export async function listRuns(
  client: Queryable,
  query: RunQuery,
): Promise<{ readonly items: FlowRun[]; readonly last: RunQuery['before'] }> {
  const { limit } = query;
  const { statement, values } = runsMeant(query);
  const rows = await runStatement<RunRow>(client, statement, values);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(runView),
    last: last === undefined ? null : { enteredAt: last.entered_at, id: last.id },
  };
}

function runsMeant({ orderId, flow, flowVersion, before, limit }: RunQuery) {
  const page = [before?.enteredAt ?? null, before?.id ?? null, limit + 1];
  if (orderId === null && flow === null) return { statement: sql.listRuns, values: page };
  if (flow === null) return { statement: sql.listRunsOfOrder, values: [...page, orderId] };
  return orderId === null
    ? { statement: sql.listRunsOfFlow, values: [...page, flow, flowVersion] }
    : { statement: sql.listRunsOfOrderInFlow, values: [...page, orderId, flow, flowVersion] };
}

function runView(row: RunRow): FlowRun {
  return {
    id: row.id,
    flow: row.flow_code,
    flowVersion: row.flow_version,
    orderId: row.order_id === null ? null : String(row.order_id),
    eventId: row.event_id,
    state: row.state,
    outcome: row.outcome,
    enteredAt: instantToText(row.entered_at),
    endedAt: row.ended_at === null ? null : instantToText(row.ended_at),
    trail: row.trail === '' ? [] : row.trail.split(' '),
    log: row.log === null ? [] : [...row.log],
    failures: (row.failures ?? []).map(failureView),
    waits: (row.progress?.tokens ?? []).map(({ node, wait }) => ({
      node,
      until: wait === null || wait.until === null ? null : instantToText(wait.until),
    })),
  };
}

/** The palette: every component with its docs and the schema of its settings. */
export function describeComponents() {
  return COMPONENTS.map((component) => {
    const { code, titles, docs, tier, effect, settings } = component;
    const { outputs } = partsOf(component, {});
    return { code, titles, docs, tier, effect, settings, outputs: [...outputs] };
  });
}
