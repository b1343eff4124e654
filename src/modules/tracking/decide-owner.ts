import type { DecisionKind } from '../../hub/index.ts';
import { ROLES } from '../../../contracts/access.ts';

/** Somebody who could look at an exception. */
export interface Candidate {
  readonly login: string;
  readonly roles: readonly string[];
  /** Open exceptions that are theirs already. */
  readonly openCount: number;
}

export interface OwnerInput {
  /** Who is asked: role/operations or person/ada. */
  readonly wanted: string;
  readonly people: readonly Candidate[];
}

export interface OwnerChoice {
  /** person/LOGIN, or the role when nobody has it. */
  readonly owner: string;
  readonly candidates: readonly {
    readonly login: string;
    readonly openCount: number;
    readonly rejected: 'not_asked' | 'busier' | null;
  }[];
}

/** Who looks at an exception: of those who are asked, whoever has least to do. */
export const ownerDecision: DecisionKind<OwnerInput, OwnerChoice> = {
  kind: 'tracking.owner',
  version: 1,
  parameters: [
    { path: 'wanted', kind: 'option', options: ROLES.map((role) => `role/${role}`) },
    {
      path: 'people',
      kind: 'members',
      key: 'login',
      fields: [{ path: 'openCount', kind: 'number', minimum: 0, maximum: 100_000, isWhole: true }],
    },
  ],
  decide({ wanted, people }) {
    const role = wanted.startsWith('role/') ? wanted.slice('role/'.length) : null;
    const isAsked = ({ login, roles }: Candidate) =>
      role === null ? `person/${login}` === wanted : roles.includes(role);
    const [chosen] = people
      .filter(isAsked)
      .toSorted((a, b) => a.openCount - b.openCount || (a.login < b.login ? -1 : 1));
    return {
      owner: chosen === undefined ? wanted : `person/${chosen.login}`,
      candidates: people.map((person) => ({
        login: person.login,
        openCount: person.openCount,
        rejected: person === chosen ? null : isAsked(person) ? 'busier' : 'not_asked',
      })),
    };
  },
};
