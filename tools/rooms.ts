import path from 'node:path';
import type { SourceFile } from './source-code.ts';

/** Modules from low to high: one may import only those before it, so that none ever waits for another. */
export const MODULES = [
  'access',
  'inventory',
  'sourcing',
  'orders',
  'fulfilment',
  'returns',
  'tracking',
  'forecasting',
  'notices',
  'partners',
] as const;

type RoomName =
  | 'kernel'
  | 'platform'
  | 'hub'
  | 'modules'
  | 'flows'
  | 'api'
  | 'main'
  | 'contracts'
  | 'db'
  | 'simulation'
  | 'bench'
  | 'tools'
  | 'console';

/** A row of the import table. */
interface Room {
  readonly folder: string;
  /** The rooms it may import besides itself. */
  readonly imports: readonly RoomName[];
  /** Packages it may import: all, those of Node.js only, or a list. */
  readonly packages: 'all' | 'node' | readonly string[];
  /** What someone should do who wants to import something else. */
  readonly advice: string;
}

const EVERYTHING_IN_SRC = ['api', 'flows', 'modules', 'hub', 'platform', 'kernel'] as const;

/** The import table of the house. Imports run downward only. Changed by decision, not by need. */
export const ROOMS: Readonly<Record<RoomName, Room>> = {
  kernel: {
    folder: 'src/kernel/',
    imports: [],
    packages: 'node',
    advice: 'the kernel imports nothing of ours and no package: take what is needed as an argument',
  },
  platform: {
    folder: 'src/platform/',
    imports: ['kernel'],
    packages: 'all',
    advice: 'the platform knows no business: let the caller pass it in',
  },
  hub: {
    folder: 'src/hub/',
    imports: ['platform', 'kernel'],
    packages: 'all',
    advice: 'the hub knows neither modules nor contracts: let main.ts hand over what it needs',
  },
  modules: {
    folder: 'src/modules/',
    imports: ['hub', 'platform', 'kernel', 'contracts'],
    packages: 'all',
    advice:
      'what stands above a module imports it: return a value, or write an event that they read',
  },
  flows: {
    folder: 'src/flows/',
    imports: ['modules', 'hub', 'platform', 'kernel', 'contracts'],
    packages: 'all',
    advice: 'flows stand on the modules: let api or main.ts hand over what comes from above',
  },
  api: {
    folder: 'src/api/',
    imports: ['modules', 'flows', 'hub', 'platform', 'kernel', 'contracts'],
    packages: 'all',
    advice: 'the api composes what stands below it: let main.ts hand over the rest',
  },
  main: {
    folder: 'src/',
    imports: [...EVERYTHING_IN_SRC, 'contracts', 'db'],
    packages: 'all',
    advice: 'main.ts wires src and db, and loads simulation only with `await import(...)`',
  },
  contracts: {
    folder: 'contracts/',
    imports: [],
    packages: ['typebox'],
    advice: 'contracts are read by browsers too: define the shape there and import it from here',
  },
  db: {
    folder: 'db/',
    imports: ['platform', 'kernel'],
    packages: 'all',
    advice: 'migrations know tables, not modules: write plain SQL',
  },
  simulation: {
    folder: 'simulation/',
    imports: [...EVERYTHING_IN_SRC, 'main', 'contracts', 'db'],
    packages: 'all',
    advice: 'the simulation drives src: move what both need into src',
  },
  bench: {
    folder: 'bench/',
    imports: [...EVERYTHING_IN_SRC, 'main', 'simulation', 'contracts', 'db'],
    packages: 'all',
    advice: 'benches drive src and the simulation: move what both need there',
  },
  tools: {
    folder: 'tools/',
    imports: [...EVERYTHING_IN_SRC, 'main', 'simulation', 'bench', 'contracts', 'db', 'console'],
    packages: 'all',
    advice: 'tools may import anything',
  },
  console: {
    folder: 'console/',
    imports: ['contracts'],
    packages: 'all',
    advice: 'the console knows the server through contracts and HTTP only',
  },
};

/** The room a file stands in; null for a file of the root or of a folder that is no room. */
export function roomOf(file: string): RoomName | null {
  for (const [name, { folder }] of Object.entries(ROOMS) as [RoomName, Room][]) {
    if (name !== 'main' && file.startsWith(folder)) return name;
  }
  return /^src\/(cli\/)?[^/]+\.ts$/.test(file) ? 'main' : null;
}

/** Tests, and the `testing.ts` that they share, may also fill a database and speak to the door from outside. */
function isTestCode(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || /(^|[/.-])testing\.ts$/.test(file);
}

/** Says in one sentence what is wrong with each import of a file. */
export function judgeImports(file: SourceFile): string[] {
  const room = roomOf(file.path);
  if (room === null) {
    return file.path.startsWith('src/')
      ? [
          `${file.path} stands in no room of the house: move it into one, or add the room to tools/rooms.ts by decision.`,
        ]
      : [];
  }
  return file.imports.flatMap(({ specifier, isLazy, line }) => {
    const reason = specifier.startsWith('.')
      ? judgeNeighbour(
          room,
          file.path,
          path.posix.join(path.posix.dirname(file.path), specifier),
          isLazy,
        )
      : judgePackage(room, file.path, specifier);
    return reason === null ? [] : [`${file.path}:${line} imports ${specifier}, but ${reason}.`];
  });
}

function judgePackage(room: RoomName, importer: string, specifier: string): string | null {
  const { packages, advice } = ROOMS[room];
  if (packages === 'all' || isTestCode(importer)) return null;
  if (packages === 'node') return specifier.startsWith('node:') ? null : advice;
  const isListed = packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
  return isListed ? null : `${advice}; the only package it may use is ${packages.join(', ')}`;
}

function judgeNeighbour(
  room: RoomName,
  importer: string,
  imported: string,
  isLazy: boolean,
): string | null {
  if (imported === 'package.json') return null;
  const target = roomOf(imported);
  if (target === null) return `${imported} stands in no room of the house: see tools/rooms.ts`;
  if (
    /(^|[/.-])testing\.ts$/.test(imported) &&
    !isTestCode(importer) &&
    !['db', 'simulation', 'bench', 'tools'].includes(room)
  ) {
    return 'that file is for tests only: take a pool as an argument';
  }
  if (room === 'modules' && target === 'modules') return judgeModule(importer, imported);
  // A test beside main.ts looks at all modules at once, such as the one that prepares every statement.
  const isInspection = room === 'main' && isTestCode(importer);
  if (
    target === 'modules' &&
    importer.startsWith('src/') &&
    !isDoor(imported) &&
    !isInspection &&
    !(room === 'flows' && isSharedTesting(importer, imported))
  ) {
    return `${moduleOf(imported)} has one door: export what you need from src/modules/${moduleOf(imported)}/index.ts`;
  }
  const isAllowed =
    target === room ||
    ROOMS[room].imports.includes(target) ||
    (room === 'main' && target === 'simulation' && isLazy) ||
    (isTestCode(importer) && (target === 'db' || target === 'contracts')) ||
    // The tests of the API speak to the whole program, which only these put together.
    (isTestCode(importer) && room === 'api' && WHOLE_PROGRAM.has(imported));
  return isAllowed ? null : ROOMS[room].advice;
}

/** What tests of a lower room share, tests of those above it may use too. */
function isSharedTesting(importer: string, imported: string): boolean {
  return isTestCode(importer) && /(^|[/.-])testing\.ts$/.test(imported);
}

const WHOLE_PROGRAM: ReadonlySet<string> = new Set([
  'src/assemble.ts',
  'src/deadlines.ts',
  'src/outside.ts',
]);

function judgeModule(importer: string, imported: string): string | null {
  const [from, to] = [moduleOf(importer), moduleOf(imported)];
  if (from === to) return null;
  const order: readonly string[] = MODULES;
  if (!order.includes(from) || !order.includes(to)) {
    return `${order.includes(from) ? to : from} is no module of the house: add it to tools/rooms.ts at its height`;
  }
  if (order.indexOf(to) > order.indexOf(from)) {
    return `${from} stands below ${to}: take what is needed as an argument, or write an event that ${to} reads`;
  }
  return isDoor(imported) || isSharedTesting(importer, imported)
    ? null
    : `${to} has one door: export what you need from src/modules/${to}/index.ts`;
}

function moduleOf(file: string): string {
  return file.split('/')[2] ?? '';
}

function isDoor(file: string): boolean {
  return /^src\/modules\/[^/]+\/index\.ts$/.test(file);
}
