import type { Command, FactSource, RecordFacts, RunStatement } from '../../hub/index.ts';
import type { Instant } from '../../kernel/clock.ts';
import { readInfluences, type Influence } from '../../modules/access/index.ts';
import { SETTLED_AFTER_MS, type Hands } from './entanglement.ts';
import { callerOf, type FromCaller } from './four-eyes.ts';
import * as sql from './hands.sql.ts';

/** Who could speak through whom, as far as the approvals of a batch ask. */
export class HandsFacts {
  /** Codes of flows, and asset/NAME, as the audit names them. */
  readonly codes = new Set<string>();
  readonly actors = new Set<string>();
  earliestAt: Instant = Infinity;
  #influences: readonly Influence[] = [];
  #beginnings: ReadonlyMap<string, Instant> = new Map();

  /** Names what a command is to approve. Its authors are known once that is loaded. */
  need(command: Command<FromCaller>, code: string): void {
    this.codes.add(code);
    for (const actor of callerOf(command).actors) this.actors.add(actor);
    this.earliestAt = Math.min(this.earliestAt, command.receivedAt);
  }

  loaded(known: Awaited<ReturnType<typeof readKnown>>): void {
    this.#influences = known.influences;
    this.#beginnings = known.beginnings;
  }

  /** What the approval of one of these is judged by. */
  of(code: string, at: Instant): Hands {
    return { influences: this.#influences, beganAt: this.#beginnings.get(code) ?? at, at };
  }
}

interface Authored {
  readonly authors: Readonly<Record<string, number>> | readonly string[];
}

/** Where it is told who stands behind whom: loads behind the sources of what is approved. */
export function createHandsSource(
  approved: readonly FactSource<RecordFacts<Authored & { readonly version: number }>>[],
): FactSource<HandsFacts> {
  return {
    name: 'flow_hands',
    open: () => new HandsFacts(),
    async load(facts, unit, run) {
      if (facts.codes.size === 0) return;
      const authors = approved
        .flatMap((source) => unit.facts(source).all())
        .flatMap((each) => authorsOf(each));
      const actors = new Set([...facts.actors, ...authors]);
      facts.loaded(await readKnown(run, [...facts.codes], actors, facts.earliestAt));
    },
    write: () => [],
  };
}

function authorsOf({ authors }: Authored): readonly string[] {
  return Array.isArray(authors) ? (authors as readonly string[]) : Object.keys(authors);
}

/** By what a person who looks at a drawing would be judged, did they approve it now. */
export async function readHands(
  run: RunStatement,
  code: string,
  actors: readonly string[],
  now: Instant,
): Promise<Hands> {
  const { influences, beginnings } = await readKnown(run, [code], actors, now);
  return { influences, beganAt: beginnings.get(code) ?? now, at: now };
}

async function readKnown(
  run: RunStatement,
  codes: readonly string[],
  actors: Iterable<string>,
  at: Instant,
): Promise<{
  readonly influences: readonly Influence[];
  readonly beginnings: ReadonlyMap<string, Instant>;
}> {
  const rows = await run<{ code: string; began_at: Instant | null }>(sql.readBeginnings, [codes]);
  const beginnings = new Map(
    rows.flatMap(({ code, began_at }) => (began_at === null ? [] : [[code, began_at] as const])),
  );
  const since = Math.min(at - SETTLED_AFTER_MS, ...beginnings.values());
  return { influences: await readInfluences(run, actors, since), beginnings };
}
