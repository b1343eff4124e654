import { assert } from '../../kernel/assert.ts';
import type { Instant } from '../../kernel/clock.ts';
import type { FactSource, Write } from '../../hub/index.ts';
import type { AssetContent } from '../../../contracts/flow-assets.ts';
import type { FlowDefinition } from '../../../contracts/flows.ts';
import { calledBy, pinnedBy } from '../engine/index.ts';
import * as sql from './library.sql.ts';

/** A version of an asset that is about to be published. */
interface VersionToPublish {
  readonly asset: string;
  readonly number: number;
  readonly hash: string;
  readonly content: AssetContent;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
}

/** What a flow uses; version 0 is its draft. */
interface Uses {
  readonly flowCode: string;
  readonly flowVersion: number;
  readonly definition: FlowDefinition;
}

const DRAFT = 0;

/** The library as a batch sees and changes it, besides the assets themselves. */
export class LibraryFacts {
  readonly published: VersionToPublish[] = [];
  readonly usersNeeded = new Set<string>();
  readonly #users = new Map<string, string[]>();
  readonly #uses = new Map<string, Uses>();

  /** Names an asset of which it matters who uses it. */
  needUsers(name: string): void {
    this.usersNeeded.add(name);
  }

  keepUser(name: string, flow: string): void {
    this.#users.set(name, [...(this.#users.get(name) ?? []), flow]);
  }

  /** The flows that use an asset in their draft, in what orders enter, or in what orders are in. */
  usersOf(name: string): readonly string[] {
    assert(this.usersNeeded.has(name), `the users of ${name} were asked for`);
    return this.#users.get(name) ?? [];
  }

  /** Notes what a draft uses from now on, in place of what it has used. */
  useInDraft(flowCode: string, definition: FlowDefinition): void {
    this.#uses.set(flowCode, { flowCode, flowVersion: DRAFT, definition });
  }

  /** Notes what a version uses for good. */
  useInVersion(flowCode: string, flowVersion: number, definition: FlowDefinition): void {
    this.#uses.set(`${flowCode} ${flowVersion}`, { flowCode, flowVersion, definition });
  }

  writes(): Write[] {
    const writes: Write[] = [];
    if (this.published.length > 0) {
      const rows = this.published.map(({ publishedAt, publishedBy, ...rest }) => ({
        ...rest,
        published_at_ms: publishedAt,
        published_by: publishedBy,
      }));
      writes.push({ statement: sql.insertAssetVersions, values: [JSON.stringify(rows)] });
    }
    const uses = [...this.#uses.values()];
    const drafts = uses.filter(({ flowVersion }) => flowVersion === DRAFT);
    if (drafts.length > 0) {
      const codes = drafts.map(({ flowCode }) => flowCode);
      writes.push({ statement: sql.forgetDraftUses, values: [codes] });
    }
    const rows = uses.flatMap(rowsOf);
    if (rows.length > 0) writes.push({ statement: sql.insertUses, values: [JSON.stringify(rows)] });
    return writes;
  }
}

function rowsOf({ flowCode, flowVersion, definition }: Uses) {
  const place = { flow_code: flowCode, flow_version: flowVersion };
  return [
    ...pinnedBy(definition).map((pin) => ({ kind: 'asset', ...pin, ...place })),
    ...calledBy(definition).map(({ flow, version }) => ({
      kind: 'flow',
      name: flow,
      version,
      ...place,
    })),
  ];
}

/** What changes in the library beside its assets, in the commit that changes it. */
export function createLibrarySource(): FactSource<LibraryFacts> {
  return {
    name: 'flow_library',
    open: () => new LibraryFacts(),
    async load(facts, _unit, run) {
      if (facts.usersNeeded.size === 0) return;
      const rows = await run<{ name: string; flow_code: string }>(sql.readUsers, [
        [...facts.usersNeeded],
      ]);
      for (const { name, flow_code: flow } of rows) facts.keepUser(name, flow);
    },
    write: (facts) => facts.writes(),
  };
}
