import { DAY_MS, type Instant } from '../../kernel/clock.ts';
import type { Influence } from '../../modules/access/index.ts';

/** What an approval is judged by beside who draws and who approves. */
export interface Hands {
  readonly influences: readonly Influence[];
  /** When the earliest change began that the approval covers. */
  readonly beganAt: Instant;
  readonly at: Instant;
}

/** By what an approver and an author could be one. */
export interface Entanglement extends Influence {
  readonly author: string;
}

/**
 * How long a login has to have been left alone by whoever draws before it is that of somebody else. In a small company
 * one person has made all logins, and the others must be able to approve what that one draws.
 */
export const SETTLED_AFTER_MS = 7 * DAY_MS;

/** Through whom each of these could be spoken, whoever is asked first, and the last step that leads there. */
type Speakers = ReadonlyMap<string, Influence | null>;

/**
 * Why this person could be one with an author, by logins that one has in hand: null when they are two. Between the two
 * all counts that was done since the drawing was begun or in the last seven days; a third person counts who since then
 * has come to speak through both.
 */
export function findEntanglement(
  person: string,
  authors: readonly string[],
  { influences, beganAt, at }: Hands,
): Entanglement | null {
  const settled = Math.min(beganAt, at - SETTLED_AFTER_MS);
  const ofPerson = speakersOf(person, influences, settled, true);
  for (const author of authors) {
    const step = ofPerson.get(author) ?? speakersOf(author, influences, settled).get(person);
    if (step !== undefined && step !== null) return { ...step, author };
  }
  const lately = speakersOf(person, influences, beganAt);
  for (const author of authors) {
    for (const speaker of speakersOf(author, influences, beganAt).keys()) {
      const step = lately.get(speaker);
      if (step !== undefined && step !== null) return { ...step, author };
    }
  }
  return null;
}

/** Who could speak through somebody; with those who have given rights, where an approval is worth as much as those. */
function speakersOf(
  actor: string,
  influences: readonly Influence[],
  since: Instant,
  withRights = false,
): Speakers {
  const speakers = new Map<string, Influence | null>([[actor, null]]);
  // A map goes on to what is added to it on the way.
  for (const reached of speakers.keys()) {
    for (const influence of influences) {
      const { on, by, how, at } = influence;
      if (on !== reached || speakers.has(by) || by.startsWith('system/')) continue;
      const isMaker = how === 'made' && on.startsWith('key/');
      if (at < since && !isMaker) continue;
      if (how === 'rights' && !(withRights && on === actor)) continue;
      speakers.set(by, influence);
    }
  }
  return speakers;
}
