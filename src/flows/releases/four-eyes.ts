import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { FlowTier } from '../../../contracts/flow-releases.ts';
import type { Command } from '../../hub/index.ts';
import { instantToText } from '../../kernel/clock.ts';
import { findEntanglement, type Entanglement, type Hands } from './entanglement.ts';

/** Who is behind a command, as the door knows it. Without one a command has no right but to draw. */
export interface Caller {
  /** The actor itself and, for a key, whoever has made it, and whoever made that. */
  readonly actors: readonly string[];
  readonly mayApprove: boolean;
  readonly mayAdminister: boolean;
}

/** What commands carry beside what was asked. */
export interface FromCaller {
  readonly caller?: Caller | undefined;
}

const NOBODY: Omit<Caller, 'actors'> = { mayApprove: false, mayAdminister: false };

/** The caller of a command. */
export function callerOf(command: Command<FromCaller>): Caller {
  return command.body.caller ?? { ...NOBODY, actors: [command.actor] };
}

/** What somebody is asked to say yes to. */
export interface Drawn {
  readonly tier: FlowTier;
  readonly authors: readonly string[];
}

/**
 * The one place where four eyes are kept: null when this caller may say yes to a drawing of this tier by
 * these authors. Whatever lets a drawing meet orders that its tier asks a second person for comes by here.
 */
export function refuseApproval(
  { tier, authors }: Drawn,
  { actors, mayApprove, mayAdminister }: Caller,
  hands: Hands,
): Refusal | null {
  if (!mayApprove) {
    return refuse('forbidden', 'It takes the right to approve flows.', { scope: 'flows:approve' });
  }
  if (tier === 'technical' && !mayAdminister) return refuseTechnical();
  const person = actors.find((actor) => actor.startsWith('person/'));
  if (person === undefined || actors.length > 1) {
    return refuse('forbidden', 'A flow is approved by a person under a login, not by a key.');
  }
  if (authors.includes(person)) {
    return refuse(
      'second_person_needed',
      `${person} has changed the flow since it was last approved, and cannot approve it.`,
      { authors },
    );
  }
  const entanglement = findEntanglement(person, authors, hands);
  return entanglement === null ? null : refuseEntangled(person, entanglement);
}

const DEEDS = {
  made: 'has made',
  password: 'has given a password to',
  rights: 'has given a role to',
  secret: 'has given a new secret to',
  provider: 'has named the identity provider that vouches for',
} as const satisfies Record<Entanglement['how'], string>;

function refuseEntangled(person: string, { author, on, by, how, at }: Entanglement): Refusal {
  const deed = `${by} ${DEEDS[how]} ${on} on ${instantToText(at).slice(0, 10)}`;
  return refuse(
    'login_in_same_hands',
    `${person} cannot approve what ${author} has drawn: ${deed}.`,
    { author, login: on, by, how, at: instantToText(at) },
  );
}

/** What runs code or changes technical settings is for technical administrators, who draws it as who approves it. */
export function refuseTechnical(): Refusal {
  return refuse('forbidden', 'The flow has components for technical administrators only.', {
    scope: 'flows:administer',
  });
}
