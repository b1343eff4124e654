import { DAY_MS, instantToText, machineClock } from '../kernel/clock.ts';
import { hashSecret, listKeys, makeKey } from '../modules/access/index.ts';
import type { Scope } from '../../contracts/access.ts';
import { CommandRefused } from './command-line.ts';
import { withHub, type DatabaseChoice } from './open.ts';
import { runningServerUrl } from './running-server.ts';
import { submitLocally } from './submit.ts';

const IMPORT_SCOPES: readonly Scope[] = [
  'orders:write',
  'stock:read',
  'stock:write',
  'catalogue:read',
  'catalogue:write',
  'settings:read',
  'settings:write',
];
const LIFETIME_MS = 2 * DAY_MS;

/** A key that lasts for one import or export. */
export interface OwnKey {
  readonly key: string;
  /** Ends it. */
  revoke(): Promise<void>;
}

/**
 * Makes a key through the database of the running data folder, for someone who imports on the machine
 * of the server and may read that folder anyway. It has the same name for the same file: the server
 * keeps idempotency keys apart by the name of who sends them.
 * @throws CommandRefused when no server runs on the folder
 */
export function makeImportKey(
  choice: DatabaseChoice,
  url: string,
  fileId: string,
): Promise<OwnKey> {
  return makeKeyFor(choice, url, `import-${fileId}`, IMPORT_SCOPES);
}

/**
 * Makes a key of this name with these scopes, as above.
 * @throws CommandRefused when no server runs on the folder
 */
export async function makeKeyFor(
  choice: DatabaseChoice,
  url: string,
  name: string,
  scopes: readonly (Scope | '*')[],
): Promise<OwnKey> {
  if (choice.databaseUrl === undefined && runningServerUrl(choice.dataFolder) === null) {
    throw new CommandRefused(
      `${url} is not served from the data folder ${choice.dataFolder}. Name the folder with --data, or give a key with --key or LINCHPIN_KEY; \`npm run linchpin -- key create NAME --scope '*'\` makes one where the server runs.`,
    );
  }
  const key = makeKey();
  await withHub(choice, async (hub, { pool }, ids) => {
    // One that a killed import left behind is of no use to anybody.
    await revokeKeys(hub, pool, ids, name);
    await submitLocally(hub, ids, 'create_key', {
      name,
      scopes: [...scopes],
      expiresAt: instantToText(machineClock.now() + LIFETIME_MS),
      secretHash: hashSecret(key).toString('hex'),
    });
  });
  return {
    key,
    revoke: () => withHub(choice, (hub, { pool }, ids) => revokeKeys(hub, pool, ids, name)),
  };
}

type Parts = Parameters<Parameters<typeof withHub<void>>[1]>;

async function revokeKeys(
  hub: Parts[0],
  pool: Parts[1]['pool'],
  ids: Parts[2],
  name: string,
): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listKeys>> = await listKeys(pool, cursor, 200);
    for (const key of page.items) {
      if (key.name === name && key.revokedAt === null)
        await submitLocally(hub, ids, 'revoke_key', { id: key.id });
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
}
