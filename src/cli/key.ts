import { isTimestamp } from '../api/validation.ts';
import {
  hashPassword,
  hashSecret,
  listKeys,
  makeKey,
  makePassword,
} from '../modules/access/index.ts';
import {
  GRANTS,
  isGrant,
  ROTATION_GRACE_HOURS_DEFAULT,
  SCOPES,
  type KeyView,
} from '../../contracts/access.ts';
import { VIEW_ROLES } from '../../contracts/views.ts';
import {
  CommandRefused,
  databaseChoice,
  DATABASE_OPTIONS,
  integerOption,
  print,
  readOptions,
} from './command-line.ts';
import { openBesideServer, withHub, type DatabaseChoice } from './open.ts';
import { submitLocally } from './submit.ts';

export const usage = `Usage: linchpin key create NAME --scope SCOPE [--scope SCOPE ...] [--expires TIME] [--rate N]
                                [--view ROLE]
       linchpin key list
       linchpin key rotate NAME [--grace HOURS]
       linchpin key revoke NAME
       linchpin key admin [LOGIN]

create  makes an API key and prints it; it is shown this once
        --scope    ${SCOPES.slice(0, 6).join(', ')},
                   ${SCOPES.slice(6, 12).join(', ')},
                   ${SCOPES.slice(12, 17).join(', ')},
                   ${SCOPES.slice(17, 22).join(', ')},
                   ${SCOPES.slice(22).join(', ')}; orders:* and * give more at once,
                   flow-apis:call/CODE one endpoint
        --expires  RFC 3339, for example 2027-01-01T00:00:00Z
        --rate     requests a second that each process takes with it
        --view     sees only the fields that this role sees: ${VIEW_ROLES.join(', ')}
list    shows the keys, without their secrets
rotate  gives a key a new secret and prints it; the one before opens for --grace hours more
        (${ROTATION_GRACE_HOURS_DEFAULT} unless given)
revoke  ends a key
admin   gives the administrator (or LOGIN) a new password and prints it

--data DIR            the data folder (default ./data, or LINCHPIN_DATA)
--database-url URL    a PostgreSQL of your own (or DATABASE_URL)

Works beside a running server too.`;

/** linchpin key ... */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions({
    args,
    allowPositionals: true,
    options: {
      ...DATABASE_OPTIONS,
      scope: { type: 'string', multiple: true },
      expires: { type: 'string' },
      rate: { type: 'string' },
      view: { type: 'string' },
      grace: { type: 'string' },
    },
  });
  const [deed, name, ...more] = positionals;
  if (more.length > 0)
    throw new CommandRefused(`${more[0]} is one word too many. See linchpin help key.`);
  const choice = databaseChoice(values);
  if (deed === 'create') return create(choice, name, values);
  if (deed === 'list') return list(choice);
  if (deed === 'rotate') return rotate(choice, name, values.grace);
  if (deed === 'revoke') return revoke(choice, name);
  if (deed === 'admin') return setPassword(choice, name ?? 'admin');
  throw new CommandRefused(
    'linchpin key takes create, list, rotate, revoke or admin. See linchpin help key.',
  );
}

async function create(
  choice: DatabaseChoice,
  name: string | undefined,
  options: {
    readonly scope?: string[];
    readonly expires?: string;
    readonly rate?: string;
    readonly view?: string;
  },
): Promise<number> {
  if (name === undefined) throw new CommandRefused('linchpin key create takes a name for the key.');
  const scopes = (options.scope ?? []).flatMap((text) => text.split(','));
  if (scopes.length === 0) {
    throw new CommandRefused(`A key needs at least one --scope: ${GRANTS.join(', ')}.`);
  }
  const unknown = scopes.find((scope) => !isGrant(scope));
  if (unknown !== undefined) {
    throw new CommandRefused(`There is no scope ${unknown}. There are: ${GRANTS.join(', ')}.`);
  }
  if (options.expires !== undefined && !isTimestamp(options.expires)) {
    throw new CommandRefused(
      `--expires takes a time such as 2027-01-01T00:00:00Z, not ${options.expires}.`,
    );
  }
  const rate =
    options.rate === undefined ? undefined : integerOption('rate', options.rate, 1, 1_000_000);
  const { view } = options;
  if (view !== undefined && !VIEW_ROLES.some((role) => role === view)) {
    throw new CommandRefused(`--view takes ${VIEW_ROLES.join(', ')}, not ${view}.`);
  }
  const key = makeKey();
  await withHub(choice, (hub, _database, ids) =>
    submitLocally(hub, ids, 'create_key', {
      name,
      scopes,
      ...(options.expires === undefined ? {} : { expiresAt: options.expires }),
      ...(rate === undefined ? {} : { rateLimitPerSecond: rate }),
      ...(view === undefined ? {} : { view }),
      secretHash: hashSecret(key).toString('hex'),
    }),
  );
  // Alone on its line, so that KEY=$(linchpin key create ...) works.
  print(key);
  return 0;
}

async function list(choice: DatabaseChoice): Promise<number> {
  const keys = await readAllKeys(choice);
  for (const { name, scopes, createdAt, expiresAt, revokedAt } of keys) {
    const end =
      revokedAt !== null
        ? `revoked ${revokedAt}`
        : expiresAt === null
          ? 'no end'
          : `until ${expiresAt}`;
    print([name, scopes.join(','), `made ${createdAt}`, end].join('\t'));
  }
  return 0;
}

async function readAllKeys(choice: DatabaseChoice): Promise<KeyView[]> {
  const database = await openBesideServer(choice);
  try {
    const keys: KeyView[] = [];
    for (let cursor: string | null = null; ;) {
      const page = await listKeys(database.pool, cursor, 200);
      keys.push(...page.items);
      if (page.nextCursor === null) return keys;
      cursor = page.nextCursor;
    }
  } finally {
    await database.stop();
  }
}

async function keyInUse(
  choice: DatabaseChoice,
  deed: string,
  name: string | undefined,
): Promise<KeyView> {
  if (name === undefined)
    throw new CommandRefused(`linchpin key ${deed} takes the name of the key.`);
  const key = (await readAllKeys(choice)).find(
    (each) => each.name === name && each.revokedAt === null,
  );
  if (key === undefined)
    throw new CommandRefused(`There is no key ${name} in use. See linchpin key list.`, 1);
  return key;
}

async function rotate(
  choice: DatabaseChoice,
  name: string | undefined,
  grace: string | undefined,
): Promise<number> {
  const graceHours =
    grace === undefined ? ROTATION_GRACE_HOURS_DEFAULT : integerOption('grace', grace, 0, 24 * 90);
  const { id } = await keyInUse(choice, 'rotate', name);
  const key = makeKey();
  const secretHash = hashSecret(key).toString('hex');
  await withHub(choice, (hub, _database, ids) =>
    submitLocally(hub, ids, 'rotate_key', { id, graceHours, secretHash }),
  );
  print(key);
  return 0;
}

async function revoke(choice: DatabaseChoice, name: string | undefined): Promise<number> {
  const key = await keyInUse(choice, 'revoke', name);
  await withHub(choice, (hub, _database, ids) =>
    submitLocally(hub, ids, 'revoke_key', { id: key.id }),
  );
  print(`The key ${key.name} is revoked; a running server refuses it within a second or two.`);
  return 0;
}

async function setPassword(choice: DatabaseChoice, login: string): Promise<number> {
  const password = makePassword();
  const passwordHash = await hashPassword(password);
  await withHub(choice, (hub, _database, ids) =>
    submitLocally(hub, ids, 'set_password', {
      login,
      name: login,
      passwordHash,
      roles: ['admin'],
    }),
  );
  print(`login     ${login}`);
  print(`password  ${password}`);
  return 0;
}
