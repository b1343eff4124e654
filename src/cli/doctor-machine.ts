import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import manifest from '../../package.json' with { type: 'json' };
import { broken, fine, worrying, type Finding } from './doctor-finding.ts';

/** What the machine and the program on it are, as far as it matters. */
export interface MachineFacts {
  readonly node: string;
  readonly platform: string;
  readonly architecture: string;
  /** Null where there is none: another C library, or no Linux. */
  readonly glibc: string | null;
  readonly memoryBytes: number;
}

const GIB = 1_073_741_824;
const MEMORY_BYTES_MIN = GIB;
const PACKAGED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
const HEALTH_MS_MAX = 1_000;
const LISTENING = '0A';

/** Reads what this machine is. */
export function readMachine(): MachineFacts {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  const limit = process.constrainedMemory();
  return {
    node: process.versions.node,
    platform: process.platform,
    architecture: process.arch,
    glibc: header.glibcVersionRuntime ?? null,
    memoryBytes: limit > 0 ? Math.min(limit, totalmem()) : totalmem(),
  };
}

/** Judges the machine; whether PostgreSQL is embedded decides what it needs. */
export function judgeMachine(machine: MachineFacts, isEmbedded: boolean): Finding[] {
  const pinned = manifest.dependencies.node;
  const { node, platform, architecture, glibc, memoryBytes } = machine;
  const findings = [
    node === pinned
      ? fine('node', `Node.js ${pinned}`)
      : worrying(
          'node',
          `This is Node.js ${node}; Linchpin is tested with ${pinned}.`,
          'Start it through npm (npm run linchpin -- ...), which uses the pinned one.',
        ),
  ];
  const place = `${platform}-${architecture}`;
  if (isEmbedded) {
    if (!PACKAGED.includes(place)) {
      findings.push(
        broken(
          'platform',
          `No PostgreSQL is packaged for ${place}.`,
          'Use a PostgreSQL of your own: give its address with --database-url.',
        ),
      );
    } else if (platform === 'linux' && glibc === null) {
      findings.push(
        broken(
          'platform',
          'This Linux has no glibc (Alpine, for example), and the packaged PostgreSQL needs it.',
          'Use an image with glibc, such as Debian, or a PostgreSQL of your own with --database-url.',
        ),
      );
    } else findings.push(fine('platform', glibc === null ? place : `${place}, glibc ${glibc}`));
  }
  const memory = `${(memoryBytes / GIB).toFixed(1)} GiB of memory`;
  findings.push(
    memoryBytes >= MEMORY_BYTES_MIN
      ? fine('memory', memory)
      : worrying(
          'memory',
          `${memory}: server and database want ${MEMORY_BYTES_MIN / GIB} GiB at least.`,
          'Give the machine or its container more memory.',
        ),
  );
  return findings;
}

/** Whether a server could listen on a port, and who is there when it could not. */
export async function judgePort(host: string, port: number): Promise<Finding> {
  const code = await tryPort(host, port);
  if (code === null) return fine('port', `port ${port} of ${host} is free`);
  if (code === 'EADDRINUSE') {
    if (await isLinchpin(port)) return fine('port', `Linchpin serves on port ${port} of ${host}`);
    const holder = await holderOf(port);
    const who = holder === null ? 'another program' : `${holder.name} (process ${holder.pid})`;
    return worrying(
      'port',
      `Port ${port} of ${host} is taken by ${who}.`,
      'Stop that program, or give another port with --port.',
    );
  }
  return worrying(
    'port',
    `Nobody can listen on ${host}:${port} as this user (${code}).`,
    code === 'EACCES'
      ? 'Give a port above 1023 with --port.'
      : 'Give an address of this machine with --host.',
  );
}

function tryPort(host: string, port: number): Promise<string | null> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}

async function isLinchpin(port: number): Promise<boolean> {
  const signal = AbortSignal.timeout(HEALTH_MS_MAX);
  const answer = await fetch(`http://127.0.0.1:${port}/openapi.json`, { signal }).catch(() => null);
  return answer !== null && /Linchpin/.test(await answer.text().catch(() => ''));
}

/** The program that listens on a port, where the kernel shows it to us. */
async function holderOf(port: number): Promise<{ name: string; pid: number } | null> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  const ending = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const sockets = new Set<string>();
  for (const line of tables.join('\n').split('\n')) {
    const fields = line.trim().split(/\s+/);
    if (fields[1]?.endsWith(ending) === true && fields[3] === LISTENING)
      sockets.add(`socket:[${fields[9]}]`);
  }
  if (sockets.size === 0) return null;
  for (const entry of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(entry)) continue;
    for (const open of await readdir(`/proc/${entry}/fd`).catch(() => [])) {
      const target = await readlink(`/proc/${entry}/fd/${open}`).catch(() => '');
      if (!sockets.has(target)) continue;
      const name = await readFile(`/proc/${entry}/comm`, 'utf8').catch(() => 'a program');
      return { name: name.trim(), pid: Number(entry) };
    }
  }
  return null;
}
