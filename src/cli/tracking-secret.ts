import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTrackingLinks, type TrackingLinks } from '../modules/access/index.ts';
import type { Database } from '../platform/postgres/index.ts';
import { CommandRefused } from './command-line.ts';

const VARIABLE = 'LINCHPIN_TRACKING_SECRET';
const FILE = 'tracking-secret';
const SECRET_BYTES = 32;

/**
 * What signs the links of customers' pages: the secret of the environment, else that of the data folder, which
 * is made there once and stands in no database. Null on a database of the user's own without one in the
 * environment: several processes would each sign with another.
 *
 * @throws CommandRefused when the secret is too short to be one
 */
export async function openTrackingLinks(
  kind: Database['kind'],
  dataFolder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<TrackingLinks | null> {
  const given = environment[VARIABLE] ?? '';
  if (given !== '') return linksOf(given, VARIABLE);
  if (kind !== 'embedded') return null;
  const file = path.join(dataFolder, FILE);
  const made = randomBytes(SECRET_BYTES).toString('base64url');
  // Only who makes the file writes it: a start that was broken off in between begins with what is there.
  await writeFile(file, made, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return linksOf((await readFile(file, 'utf8')).trim(), file);
}

function linksOf(secret: string, where: string): TrackingLinks {
  try {
    return createTrackingLinks(secret);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CommandRefused(
      `${where} holds no secret for the links of customers: ${error.message} Put 32 or more random signs there.`,
    );
  }
}
