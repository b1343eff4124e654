import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The address of the embedded database that another process runs on this data folder, for whoever may
 * read that folder; null when none is running there.
 */
export function runningServerUrl(dataFolder: string): string | null {
  try {
    const password = readFileSync(join(dataFolder, 'postgres-password'), 'utf8').trim();
    const cluster = realpathSync(join(dataFolder, 'postgres'));
    // PostgreSQL writes there: pid, folder, start time, port, socket folder, listening address.
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const [port, socketFolder] = [lines[3], lines[4]];
    if (port === undefined || socketFolder === undefined || socketFolder === '') return null;
    const user = `linchpin:${encodeURIComponent(password)}`;
    return `postgres://${user}@/linchpin?host=${encodeURIComponent(socketFolder)}&port=${port}`;
  } catch {
    return null;
  }
}
