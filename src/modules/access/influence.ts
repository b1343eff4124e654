import type { Instant } from '../../kernel/clock.ts';
import type { RunStatement } from '../../hub/index.ts';
import type { InfluenceKind, PersonView } from '../../../contracts/access.ts';
import * as sql from './influence.sql.ts';

/** Something by which somebody could speak through the login or the key of another, or has given it rights. */
export interface Influence {
  /** Whose login or key it is: person/bob, key/robot. */
  readonly on: string;
  readonly by: string;
  readonly how: InfluenceKind;
  readonly at: Instant;
}

const PROVIDER = 'access/identity_provider';
/** Who opens sessions for those whom the identity provider knows. */
const PROVIDER_LOGIN = 'system/login';
const TYPES = [
  'person.created',
  'person.changed',
  'person.password_set',
  'key.created',
  'key.rotated',
  'identity_provider.put',
] as const;

interface EventRow {
  readonly subject: string;
  readonly type: (typeof TYPES)[number];
  readonly actor: string;
  readonly occurred_at: Instant;
  readonly data: string;
}

/**
 * Who could speak through these logins and keys, who through theirs, and so on, by what was done since a moment.
 * Whoever gives a login a new password ends what those before could do by theirs; its owner's own does not, since
 * nobody knows who chose it. A key belongs to its maker for ever.
 */
export async function readInfluences(
  run: RunStatement,
  actors: Iterable<string>,
  since: Instant,
): Promise<Influence[]> {
  const known = new Set<string>();
  const found: Influence[] = [];
  let next = new Set(actors);
  while (next.size > 0) {
    const subjects = [...next].filter((actor) => !actor.startsWith('system/'));
    for (const actor of subjects) known.add(actor);
    const events = await run<EventRow>(sql.readInfluences, [[...subjects, PROVIDER], TYPES, since]);
    const influences = [
      ...influencesOf(events),
      ...(await readMakers(
        run,
        subjects.filter((actor) => actor.startsWith('key/')),
      )),
    ];
    found.push(...influences);
    next = new Set(influences.map(({ by }) => by).filter((by) => !known.has(by)));
    for (const by of next) if (by.startsWith('system/')) next.delete(by);
  }
  return found;
}

async function readMakers(run: RunStatement, keys: readonly string[]): Promise<Influence[]> {
  if (keys.length === 0) return [];
  const rows = await run<{ name: string; created_by: string; created_at: Instant }>(
    sql.readKeyMakers,
    [keys.map((key) => key.slice('key/'.length))],
  );
  return rows.map(({ name, created_by, created_at }) => ({
    on: `key/${name}`,
    by: created_by,
    how: 'made',
    at: created_at,
  }));
}

/** What events, oldest first, say about who could speak through whom. */
function influencesOf(events: readonly EventRow[]): Influence[] {
  const found: Influence[] = [];
  const passwords = new Map<string, Influence>();
  const providers = events.filter(({ type }) => type === 'identity_provider.put');
  for (const { subject, type, actor, occurred_at: at, data } of events) {
    if (actor === subject || type === 'identity_provider.put') continue;
    const influence = { on: subject, by: actor, at };
    if (actor === PROVIDER_LOGIN) {
      // The provider vouches for them: whoever has lately said which one that is could have sent anybody.
      for (const put of providers) found.push({ ...influence, by: put.actor, how: 'provider' });
    } else if (type === 'person.created') passwords.set(subject, { ...influence, how: 'made' });
    else if (type === 'person.password_set') {
      passwords.set(subject, { ...influence, how: 'password' });
    } else if (type === 'key.rotated') found.push({ ...influence, how: 'secret' });
    else if (type === 'person.changed' && hasMoreRights(data)) {
      found.push({ ...influence, how: 'rights' });
    }
  }
  return [...found, ...passwords.values()];
}

function hasMoreRights(data: string): boolean {
  const { before, ...now } = JSON.parse(data) as PersonView & { readonly before: PersonView };
  const isBack = before.disabledAt !== null && now.disabledAt === null;
  return isBack || now.roles.some((role) => !before.roles.includes(role));
}
