import { readdirSync, readFileSync } from 'node:fs';
import type { ServerProcess } from './server-process.ts';

/** The kernel counts the time of processes in hundredths of a second on every Linux that Node.js runs on. */
const TICK_MS = 10;

interface ProcessTime {
  readonly parent: number;
  readonly milliseconds: number;
}

/**
 * The processor time in milliseconds that a process and its descendants have taken so far, those that
 * have ended included and the branch of `without` left out; null where there is no /proc. It tells
 * what work costs also on a machine that is busy with other things.
 */
export function processorTimeMs(root: number, without?: number): number | null {
  const processes = new Map<number, ProcessTime>();
  try {
    for (const name of readdirSync('/proc')) {
      if (/^\d+$/.test(name)) addProcess(processes, Number(name));
    }
  } catch {
    return null;
  }
  let total = 0;
  for (const [id, { milliseconds }] of processes) {
    if (descendsFrom(processes, id, root, without)) total += milliseconds;
  }
  return total;
}

function addProcess(processes: Map<number, ProcessTime>, id: number): void {
  let text: string;
  try {
    text = readFileSync(`/proc/${id}/stat`, 'utf8');
  } catch {
    return; // It has ended since it was listed.
  }
  processes.set(id, readProcessTime(text));
}

/** What the parts of a bench have cost so far, in milliseconds of processor time. */
export interface PartTimes {
  readonly server: number | null;
  readonly postgres: number | null;
  readonly generator: number | null;
}

/** Takes the times of a server, its database, and this process with all else that it has started. */
export function takePartTimes(server: ServerProcess): PartTimes {
  const { processId, postgresProcessId } = server;
  return {
    server: processorTimeMs(processId, postgresProcessId),
    postgres: processorTimeMs(postgresProcessId),
    generator: processorTimeMs(process.pid, processId),
  };
}

/** What each part has cost between two looks for each of `count` orders or the like, in microseconds. */
export function costEach(before: PartTimes, after: PartTimes, count: number): PartTimes {
  const each = (part: keyof PartTimes): number | null => {
    const [from, to] = [before[part], after[part]];
    return from === null || to === null || count === 0
      ? null
      : Math.round(((to - from) * 1_000) / count);
  };
  return { server: each('server'), postgres: each('postgres'), generator: each('generator') };
}

/** Reads a line of /proc/PID/stat. The name of the program stands in brackets and may hold anything. */
export function readProcessTime(line: string): ProcessTime {
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent, user, system, childrenUser, childrenSystem] = [1, 11, 12, 13, 14].map(
    (index) => fields[index] ?? 0,
  ) as [number, number, number, number, number];
  return { parent, milliseconds: (user + system + childrenUser + childrenSystem) * TICK_MS };
}

function descendsFrom(
  processes: ReadonlyMap<number, ProcessTime>,
  id: number,
  root: number,
  without: number | undefined,
): boolean {
  for (
    let at: number | undefined = id;
    at !== undefined && at !== without;
    at = processes.get(at)?.parent
  ) {
    if (at === root) return true;
  }
  return false;
}
