import { assert } from '../kernel/assert.ts';
import type { Instant } from '../kernel/clock.ts';
import type { FactSource, LoadMode, RunStatement, UnitOfWork, Write } from '../hub/index.ts';
import {
  copyInstant,
  copyInteger,
  copyJson,
  copyRow,
  copyText,
} from '../platform/postgres/copy.ts';
import type { FlowDefinition, FlowLayout } from '../../contracts/flows.ts';
import type { Failure } from './components/index.ts';
import { EffectFacts } from './connectors/index.ts';
import { compileFlow, type CompiledFlow, type RunState } from './engine/index.ts';
import { ORDER_FACTS } from './facts/index.ts';
import * as sql from './flows.sql.ts';
import type { ReleaseGroup } from './release/index.ts';
import { enterReleases } from './releases/releases.sql.ts';

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

/** An order that a release is judged by, in the group and at the share of its entry. */
export interface Participant {
  readonly releaseId: string;
  readonly orderId: number;
  readonly group: ReleaseGroup;
  readonly shareMillionths: number;
  readonly enteredAt: Instant;
}

/** An order's way through a version of a flow. */
export interface Run {
  readonly id: string;
  readonly flowCode: string;
  readonly flowVersion: number;
  readonly orderId: number;
  readonly eventId: string;
  readonly enteredAt: Instant;
  readonly endedAt: Instant | null;
  readonly progress: RunState;
  readonly version: number;
}

/** A version that is about to be published. */
export interface VersionToPublish {
  readonly flowCode: string;
  readonly number: number;
  readonly hash: string;
  readonly definition: FlowDefinition;
  readonly layout: FlowLayout;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
}

/** The flows and runs that one batch sees and changes. */
export class FlowFacts {
  readonly runsNeeded = new Set<string>();
  readonly versionsNeeded: Pick<FlowVersion, 'code' | 'number'>[] = [];
  readonly effects = new EffectFacts();
  readonly published: VersionToPublish[] = [];
  /** True when what is live was changed: every process reads it anew. */
  isChanged = false;
  #live: ReadonlyMap<string, readonly LiveFlow[]> = new Map();
  readonly #participants: Participant[] = [];
  readonly #versions = new Map<string, FlowVersion>();
  readonly #runs = new Map<string, Run>();
  readonly #added = new Set<string>();
  readonly #changed = new Set<string>();

  /** The flows that an event of this type triggers, by code. */
  triggeredBy(eventType: string): readonly LiveFlow[] {
    return this.#live.get(eventType) ?? [];
  }

  /** Notes that an order takes part in a release; the first time counts. */
  takePart(participant: Participant): void {
    this.#participants.push(participant);
  }

  needRun(id: string): void {
    this.runsNeeded.add(id);
  }

  /** Names a version beside those of the runs. */
  needVersion(version: Pick<FlowVersion, 'code' | 'number'>): void {
    this.versionsNeeded.push(version);
  }

  /** Undefined: there is no such version. */
  version(code: string, number: number): FlowVersion | undefined {
    return this.#versions.get(`${code} ${number}`);
  }

  /** Undefined: there is no such run. */
  run(id: string): Run | undefined {
    assert(this.runsNeeded.has(id) || this.#added.has(id), `run ${id} was not asked for`);
    return this.#runs.get(id);
  }

  runs(): Iterable<Run> {
    return this.#runs.values();
  }

  /** The version that a run has entered, whatever is live by now. */
  versionOf({ flowCode, flowVersion }: Run): FlowVersion {
    const version = this.#versions.get(`${flowCode} ${flowVersion}`);
    assert(version !== undefined, 'the version of a run is loaded with it');
    return version;
  }

  enter(run: Run, version: FlowVersion): void {
    this.keepRead(run, version);
    this.#added.add(run.id);
  }

  /** Forgets what was entered: nothing of a trial is kept. */
  forgetRuns(): void {
    this.#runs.clear();
    this.#added.clear();
    this.#changed.clear();
    this.effects.forget();
  }

  change(run: Run): void {
    this.#runs.set(run.id, run);
    if (!this.#added.has(run.id)) this.#changed.add(run.id);
  }

  use(live: ReadonlyMap<string, readonly LiveFlow[]>): void {
    this.#live = live;
  }

  keepRead(run: Run, version: FlowVersion): void {
    this.#runs.set(run.id, run);
    this.keepVersion(version);
  }

  keepVersion(version: FlowVersion): void {
    this.#versions.set(`${version.code} ${version.number}`, version);
  }

  writes(): Write[] {
    const writes: Write[] = [];
    const changed = [...this.#changed].map((id) => this.#runOf(id));
    if (changed.length > 0) {
      writes.push({
        statement: sql.updateRuns,
        values: [JSON.stringify(changed.map(changedRow))],
        rowsExpected: changed.length,
      });
      writes.push({ statement: sql.deleteTokens, values: [changed.map(({ id }) => id)] });
    }
    const added = [...this.#added].map((id) => this.#runOf(id));
    if (added.length > 0) writes.push({ copy: sql.copyRuns, rows: added.map(runLine).join('') });
    const tokens = [...added, ...changed].flatMap(tokenLines);
    if (tokens.length > 0) writes.push({ copy: sql.copyTokens, rows: tokens.join('') });
    writes.push(...this.effects.writes());
    if (this.published.length > 0) {
      writes.push({ statement: sql.insertFlowVersions, values: [versionRows(this.published)] });
    }
    if (this.#participants.length > 0) {
      writes.push({ statement: enterReleases, values: [participantRows(this.#participants)] });
    }
    if (this.isChanged) writes.push({ statement: sql.raiseFlowVersion, values: [] });
    return writes;
  }

  #runOf(id: string): Run {
    const run = this.#runs.get(id);
    assert(run !== undefined, 'a run that is written is there');
    return run;
  }
}

interface VersionRow {
  readonly flow_code: string;
  readonly number: number;
  readonly definition: FlowDefinition;
}

interface LiveRow extends VersionRow {
  readonly release_id: string | null;
  readonly share_millionths: number | null;
}

interface RunRow {
  readonly id: string;
  readonly flow_code: string;
  readonly flow_version: number;
  readonly order_id: number;
  readonly event_id: string;
  readonly entered_at: Instant;
  readonly ended_at: Instant | null;
  readonly trail: string;
  readonly failures: readonly (Failure & { readonly node: string })[] | null;
  readonly progress: Omit<RunState, 'trail' | 'failures'> | null;
  readonly version: number;
}

/**
 * The facts about flows. One a process: it keeps what is live until that changes, and what it has compiled. `fixed` is
 * live instead, whatever the database says.
 */
export function createFlowSource(
  nameOrders: (runs: Iterable<Run>, unit: UnitOfWork) => void,
  fixed?: readonly FlowVersion[],
): FactSource<FlowFacts> {
  const always =
    fixed === undefined
      ? null
      : byEvent(fixed.map((version) => ({ code: version.code, live: version, canary: null })));
  let live: { version: number; flows: ReadonlyMap<string, readonly LiveFlow[]> } = {
    version: 0,
    flows: new Map(),
  };
  const compiled = new Map<string, FlowVersion>();
  const versionOf = (row: VersionRow): FlowVersion => {
    const key = `${row.flow_code} ${row.number}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const outcome = compileFlow(row.definition, ORDER_FACTS);
    assert(outcome.kind === 'compiled', `${key} was published, so it compiles`);
    const version = { code: row.flow_code, number: row.number, compiled: outcome.flow };
    compiled.set(key, version);
    return version;
  };
  return {
    name: 'flows',
    open: () => new FlowFacts(),
    // Runs that the batch ahead enters concern only its own orders.
    follow() {},
    async load(facts, unit, run, mode) {
      const version = unit.factVersions.get('flow') ?? 0;
      if (fixed === undefined && version !== live.version) {
        const rows = await run<LiveRow>(sql.readLiveFlows, []);
        live = { version, flows: byEvent(liveFlows(rows, versionOf)) };
      }
      facts.use(always ?? live.flows);
      for (const runId of await facts.effects.load(run, mode)) facts.needRun(runId);
      if (facts.runsNeeded.size + facts.versionsNeeded.length > 0) {
        await loadRuns(facts, run, mode, versionOf);
      }
      nameOrders(facts.runs(), unit);
    },
    write: (facts) => facts.writes(),
  };
}

/** The live version of each flow, and the one that is released to a share. */
function liveFlows(
  rows: readonly LiveRow[],
  versionOf: (row: VersionRow) => FlowVersion,
): LiveFlow[] {
  return [...Map.groupBy(rows, ({ flow_code }) => flow_code)].map(([code, found]) => {
    const live = found.find(({ release_id }) => release_id === null);
    return {
      code,
      live: live === undefined ? null : versionOf(live),
      canary: canaryOf(found, versionOf),
    };
  });
}

function canaryOf(
  rows: readonly LiveRow[],
  versionOf: (row: VersionRow) => FlowVersion,
): LiveFlow['canary'] {
  for (const row of rows) {
    const { release_id: releaseId, share_millionths: shareMillionths } = row;
    if (releaseId === null || shareMillionths === null) continue;
    return { version: versionOf(row), releaseId, shareMillionths };
  }
  return null;
}

/** Flows by the types of the events that trigger them: those of both versions during a release. */
function byEvent(flows: readonly LiveFlow[]): ReadonlyMap<string, readonly LiveFlow[]> {
  const triggered = new Map<string, LiveFlow[]>();
  for (const flow of flows) {
    const triggers = [flow.live, flow.canary?.version ?? null].flatMap((version) =>
      version?.compiled.trigger.kind === 'event' ? [version.compiled.trigger.event] : [],
    );
    for (const event of new Set(triggers)) {
      triggered.set(event, [...(triggered.get(event) ?? []), flow]);
    }
  }
  return triggered;
}

async function loadRuns(
  facts: FlowFacts,
  run: RunStatement,
  mode: LoadMode,
  versionOf: (row: VersionRow) => FlowVersion,
): Promise<void> {
  const statement = mode === 'locked' ? sql.lockRuns : sql.readRuns;
  const rows = await run<RunRow>(statement, [[...facts.runsNeeded]]);
  const pinned = await run<VersionRow>(sql.readFlowVersions, [
    [...rows.map((row) => row.flow_code), ...facts.versionsNeeded.map(({ code }) => code)],
    [...rows.map((row) => row.flow_version), ...facts.versionsNeeded.map(({ number }) => number)],
  ]);
  for (const row of pinned) facts.keepVersion(versionOf(row));
  const versions = new Map(pinned.map((row) => [`${row.flow_code} ${row.number}`, row]));
  for (const row of rows) {
    const version = versions.get(`${row.flow_code} ${row.flow_version}`);
    assert(version !== undefined, 'no version that was published is ever removed');
    facts.keepRead(runOfRow(row), versionOf(version));
  }
}

const OVER = {
  tokens: [],
  tokensMade: 0,
  forksMade: 0,
  outcome: null,
  values: {},
  done: [],
  asked: [],
} as const;

function runOfRow(row: RunRow): Run {
  return {
    id: row.id,
    flowCode: row.flow_code,
    flowVersion: row.flow_version,
    orderId: row.order_id,
    eventId: row.event_id,
    enteredAt: row.entered_at,
    endedAt: row.ended_at,
    progress: {
      ...(row.progress ?? OVER),
      trail: row.trail === '' ? [] : row.trail.split(' '),
      failures: row.failures ?? [],
    },
    version: row.version,
  };
}

/** Where a run stands, as its columns say it. */
function standing({ progress }: Run) {
  const { failures, trail, ...rest } = progress;
  const { tokens, outcome } = rest;
  const isWaiting = tokens.length > 0;
  return {
    state: isWaiting ? 'waiting' : failures.length > 0 ? 'failed' : 'ended',
    outcome: isWaiting ? null : (outcome?.kind ?? null),
    trail: trail.join(' '),
    failures: failures.length === 0 ? null : failures,
    progress: isWaiting ? rest : null,
  };
}

function changedRow(run: Run) {
  return {
    id: run.id,
    flow_version: run.flowVersion,
    ended_at_ms: run.endedAt,
    version: run.version,
    ...standing(run),
  };
}

function runLine(run: Run): string {
  const { state, outcome, trail, failures, progress } = standing(run);
  const json = (value: unknown) => copyJson(value === null ? null : JSON.stringify(value));
  return copyRow([
    run.id,
    copyText(run.flowCode),
    copyInteger(run.flowVersion),
    copyInteger(run.orderId),
    run.eventId,
    state,
    copyInstant(run.enteredAt),
    copyInstant(run.endedAt),
    copyText(outcome),
    copyText(trail),
    json(failures),
    json(progress),
    copyInteger(run.version),
  ]);
}

function tokenLines({ id, progress }: Run): string[] {
  return progress.tokens.flatMap(({ number, node, wait }) =>
    wait === null
      ? []
      : [
          copyRow([
            id,
            copyInteger(number),
            copyText(node),
            copyInstant(wait.until),
            copyText(wait.signal?.key ?? null),
          ]),
        ],
  );
}

function participantRows(participants: readonly Participant[]): string {
  return JSON.stringify(
    participants.map(({ releaseId, orderId, group, shareMillionths, enteredAt }) => ({
      release_id: releaseId,
      order_id: orderId,
      order_group: group,
      share_millionths: shareMillionths,
      entered_at_ms: enteredAt,
    })),
  );
}

function versionRows(versions: readonly VersionToPublish[]): string {
  return JSON.stringify(
    versions.map((version) => ({
      flow_code: version.flowCode,
      number: version.number,
      hash: version.hash,
      definition: version.definition,
      layout: version.layout,
      published_at_ms: version.publishedAt,
      published_by: version.publishedBy,
    })),
  );
}
