import { assert } from '../kernel/assert.ts';
import type { FactSource, LoadMode, RunStatement, UnitOfWork, Write } from '../hub/index.ts';
import type { FlowDefinition, FlowTrigger } from '../../contracts/flows.ts';
import type { BatchPrograms, CalledFlow, LimitSpec } from './components/index.ts';
import {
  findIn,
  loadCalled,
  loadCallers,
  loadPinned,
  versionKey,
  withCalled,
  type Assets,
  type Definitions,
} from './called-flows.ts';
import { EffectFacts } from './connectors/index.ts';
import { compileFlow, type FindAsset, type FindDefinition } from './engine/index.ts';
import { factsOf } from './facts/index.ts';
import type { CallFlow, Run, VersionToPublish } from './flow-records.ts';
import {
  changedRow,
  runLine,
  runOfRow,
  tokenLines,
  versionRows,
  type RunRow,
} from './flow-rows.ts';
import * as sql from './flows.sql.ts';
import {
  flowsOf,
  liveFlows,
  triggerKey,
  type FlowVersion,
  type LiveFlow,
  type LiveFlows,
  type LiveRow,
  type VersionRow,
} from './live-flows.ts';
import { Participation } from './participation.ts';
import { readRunsWaitingFor } from './signals.sql.ts';

export type { CallFlow, Run } from './flow-records.ts';
export type { FlowVersion, LiveFlow } from './live-flows.ts';

/** Steps that programs take in one batch, until the others rest: everybody waits for the hub meanwhile. */
const BATCH_STEPS_MAX = 10_000_000;

/** How long programs have made the batch wait. */
class ProgramsOfBatch implements BatchPrograms {
  #steps = 0;

  isOver(): boolean {
    return this.#steps >= BATCH_STEPS_MAX;
  }

  add(steps: number): void {
    this.#steps += steps;
  }

  forget(): void {
    this.#steps = 0;
  }
}

/** The flows and runs that one batch sees and changes. */
export class FlowFacts {
  readonly runsNeeded = new Set<string>();
  readonly versionsNeeded: CalledFlow[] = [];
  readonly signalsNeeded = new Set<string>();
  readonly callsNeeded: CallFlow[] = [];
  readonly effects = new EffectFacts();
  readonly participation = new Participation();
  readonly published: VersionToPublish[] = [];
  /** What programs take of this batch. */
  readonly programs = new ProgramsOfBatch();
  /** True when what is live was changed: every process reads it anew. */
  isChanged = false;
  #live: ReadonlyMap<string, readonly LiveFlow[]> = new Map();
  readonly #versions = new Map<string, FlowVersion>();
  readonly #runs = new Map<string, Run>();
  readonly #added = new Set<string>();
  readonly #changed = new Set<string>();
  /** Who calls the flows that are drawn or submitted in the batch, by their codes. */
  callers: ReadonlyMap<string, readonly FlowDefinition[]> = new Map();
  /** Definitions of versions that flows of the batch call. */
  readonly findDefinition: FindDefinition;
  /** Published versions of assets that flows of the batch stand by. */
  readonly findAsset: FindAsset;

  constructor(findDefinition: FindDefinition, findAsset: FindAsset) {
    this.findDefinition = findDefinition;
    this.findAsset = findAsset;
  }

  /** The flows that are triggered so, by code: those of both versions while a release takes a share. */
  triggeredBy(trigger: FlowTrigger): readonly LiveFlow[] {
    return this.#live.get(triggerKey(trigger)) ?? [];
  }

  /** The live version of a flow; undefined: none is. */
  liveVersion(code: string): FlowVersion | undefined {
    for (const flows of this.#live.values()) {
      const found = flows.find((flow) => flow.code === code)?.live;
      if (found !== null && found !== undefined) return found;
    }
    return undefined;
  }

  /** What callers of an endpoint meet; undefined: no flow of this code is called so. */
  endpoint(code: string): LiveFlow | undefined {
    return this.#live.get('api')?.find((flow) => flow.code === code);
  }

  /** Names a call, and with it the order that it is about. */
  needCall(call: CallFlow): void {
    this.callsNeeded.push(call);
  }

  /** Codes of the flows that orders enter and that go through a connector. */
  through(connector: string): string[] {
    const through = [...this.#live.values()]
      .flat()
      .filter(({ live, canary }) =>
        [live, canary?.version ?? null].some((version) =>
          [...(version?.compiled.nodes.values() ?? [])].some(
            ({ component, settings }) => component.connector?.(settings) === connector,
          ),
        ),
      );
    return [...new Set(through.map(({ code }) => code))].toSorted();
  }

  /** What the flows of this batch count for persons: those that are live, and those of its runs. */
  limits(): readonly LimitSpec[] {
    return this.#all().flatMap(({ compiled }) => compiled.needs.limits);
  }

  /** Codes of SKUs that the flows of this batch ask about, besides those of its orders. */
  skus(): readonly string[] {
    return this.#all().flatMap(({ compiled }) => compiled.needs.skus);
  }

  #all(): FlowVersion[] {
    return [...this.#versions.values()];
  }

  /** Names the runs that wait for something under this key. */
  needSignal(key: string): void {
    this.signalsNeeded.add(key);
  }

  needRun(id: string): void {
    this.runsNeeded.add(id);
  }

  /** Names a version beside those of the runs. */
  needVersion(called: CalledFlow): void {
    this.versionsNeeded.push(called);
  }

  /** Undefined: there is no such version. */
  version(called: CalledFlow): FlowVersion | undefined {
    return this.#versions.get(versionKey(called));
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

  /** A later command of the batch may let it go on already. */
  enter(run: Run, version: FlowVersion): void {
    this.keepRead(run, version);
    this.#added.add(run.id);
  }

  /** Forgets what was entered: nothing of a trial is kept. */
  forgetRuns(): void {
    this.#runs.clear();
    this.#added.clear();
    this.#changed.clear();
    this.callsNeeded.length = 0;
    this.effects.forget();
    this.programs.forget();
  }

  change(run: Run): void {
    this.#runs.set(run.id, run);
    if (!this.#added.has(run.id)) this.#changed.add(run.id);
  }

  use({ byTrigger, versions }: LiveFlows): void {
    this.#live = byTrigger;
    for (const version of versions) this.keepVersion(version);
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
    writes.push(...this.participation.writes());
    if (this.isChanged) writes.push({ statement: sql.raiseFlowVersion, values: [] });
    return writes;
  }

  #runOf(id: string): Run {
    const run = this.#runs.get(id);
    assert(run !== undefined, 'a run that is written is there');
    return run;
  }
}

/** What the facts about flows lead to, and what they stand on. */
export interface FlowSourceNeeds {
  /** Names what the runs that are resumed, and the flows that are live, read of lower rooms. */
  readonly nameLower: (facts: FlowFacts, unit: UnitOfWork) => void;
  /** Definitions that are about to be published: what they call is loaded with them. */
  readonly draftsOf: (unit: UnitOfWork) => readonly FlowDefinition[];
}

/**
 * The facts about flows. One a process: it keeps what is live until that changes, and what it has compiled. `fixed` is
 * live instead, whatever the database says.
 */
export function createFlowSource(
  { nameLower, draftsOf }: FlowSourceNeeds,
  fixed?: readonly FlowVersion[],
): FactSource<FlowFacts> {
  const always =
    fixed === undefined
      ? null
      : liveFlows(fixed.map((version) => ({ code: version.code, live: version, canary: null })));
  let live = { version: 0, flows: liveFlows([]) };
  const definitions: Definitions = new Map();
  const assets: Assets = new Map();
  const compiled = new Map<string, FlowVersion>();
  const versionsOf = async (
    rows: readonly VersionRow[],
    run: RunStatement,
  ): Promise<FlowVersion[]> => {
    const fresh = rows
      .filter((row) => !compiled.has(versionKey({ flow: row.flow_code, version: row.number })))
      .map(({ definition }) => definition);
    await loadCalled(definitions, fresh, run);
    await loadPinned(assets, withCalled(definitions, fresh), run, 'missing');
    return rows.map((row) => {
      const key = versionKey({ flow: row.flow_code, version: row.number });
      const known = compiled.get(key);
      if (known !== undefined) return known;
      const outcome = compileFlow(
        row.definition,
        factsOf(row.definition.trigger),
        (called) => definitions.get(versionKey(called)),
        undefined,
        findIn(assets),
      );
      assert(outcome.kind === 'compiled', `${key} was published, so it compiles`);
      const version = { code: row.flow_code, number: row.number, compiled: outcome.flow };
      compiled.set(key, version);
      return version;
    });
  };
  return {
    name: 'flows',
    open: () => new FlowFacts((called) => definitions.get(versionKey(called)), findIn(assets)),
    // Runs that the batch ahead enters concern only its own orders.
    follow() {},
    async load(facts, unit, run, mode) {
      const version = unit.factVersions.get('flow') ?? 0;
      if (fixed === undefined && version !== live.version) {
        const rows = await run<LiveRow>(sql.readLiveFlows, []);
        live = { version, flows: liveFlows(flowsOf(rows, await versionsOf(rows, run))) };
      }
      facts.use(always ?? live.flows);
      const drafts = draftsOf(unit);
      facts.callers = await loadCallers(drafts, run);
      const drawn = [...drafts, ...[...facts.callers.values()].flat()];
      await loadCalled(definitions, drawn, run);
      await loadPinned(assets, withCalled(definitions, drawn), run, 'anew');
      for (const runId of await facts.effects.load(run, mode)) facts.needRun(runId);
      if (facts.signalsNeeded.size > 0) {
        const rows = await run<{ run_id: string }>(readRunsWaitingFor, [[...facts.signalsNeeded]]);
        for (const { run_id: runId } of rows) facts.needRun(runId);
      }
      if (facts.runsNeeded.size + facts.versionsNeeded.length > 0) {
        await loadRuns(facts, run, mode, versionsOf);
      }
      nameLower(facts, unit);
    },
    write: (facts) => facts.writes(),
  };
}

async function loadRuns(
  facts: FlowFacts,
  run: RunStatement,
  mode: LoadMode,
  versionsOf: (rows: readonly VersionRow[], run: RunStatement) => Promise<FlowVersion[]>,
): Promise<void> {
  const statement = mode === 'locked' ? sql.lockRuns : sql.readRuns;
  const rows = await run<RunRow>(statement, [[...facts.runsNeeded]]);
  const pinned = await run<VersionRow>(sql.readFlowVersions, [
    [...rows.map((row) => row.flow_code), ...facts.versionsNeeded.map(({ flow }) => flow)],
    [...rows.map((row) => row.flow_version), ...facts.versionsNeeded.map(({ version }) => version)],
  ]);
  const versions = await versionsOf(pinned, run);
  for (const version of versions) facts.keepVersion(version);
  for (const row of rows) {
    const version = versions.find(
      ({ code, number }) => code === row.flow_code && number === row.flow_version,
    );
    assert(version !== undefined, 'no version that was published is ever removed');
    facts.keepRead(runOfRow(row), version);
  }
}
