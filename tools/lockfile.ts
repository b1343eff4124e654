import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a lockfile (version 3) says about one installed package. */
export interface LockedPackage {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

/** A package that another one names as optional and that the lockfile does not hold. */
export interface MissingPackage {
  readonly location: string;
  readonly wantedBy: string;
  readonly entry: LockedPackage;
}

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

/**
 * The optional packages that a lockfile lacks. npm leaves out those that its registry did not serve
 * when the lockfile was made, and `npm ci` then refuses the lockfile on every machine.
 */
export function missingOptionalPackages(
  packages: Readonly<Record<string, LockedPackage>>,
): MissingPackage[] {
  const missing = new Map<string, MissingPackage>();
  const known = new Map(Object.entries(packages));
  for (const [owner, entry] of Object.entries(packages)) {
    for (const [name, wantedVersion] of Object.entries(entry.optionalDependencies ?? {})) {
      const found = resolveLocation(known, owner, name);
      if (found !== null && satisfies(found.version, wantedVersion)) continue;
      const location = found === null ? `node_modules/${name}` : `${owner}/node_modules/${name}`;
      const added: LockedPackage = {
        version: wantedVersion.replace(/^[\^~]/, ''),
        ...inOrderOfKeys({
          ...machineOf(name),
          ...(entry.dev === true ? { dev: true } : {}),
          optional: true,
        }),
      };
      known.set(location, added);
      missing.set(location, { location, wantedBy: owner, entry: added });
    }
  }
  return [...missing.values()];
}

/** Looks a package up as Node.js does: beside its owner first, then in every folder above. */
function resolveLocation(
  known: ReadonlyMap<string, LockedPackage>,
  owner: string,
  name: string,
): LockedPackage | null {
  let folder = owner;
  for (;;) {
    const found = known.get(
      folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`,
    );
    if (found !== undefined) return found;
    if (folder === '') return null;
    const end = folder.lastIndexOf('/node_modules/');
    folder = end === -1 ? '' : folder.slice(0, end);
  }
}

/** Platform packages are wanted in one exact version; a range was already judged by npm. */
function satisfies(version: string | undefined, wanted: string): boolean {
  return !/^\d/.test(wanted) || version === wanted;
}

/** npm writes the keys after the version in alphabetical order; its next run then changes nothing. */
function inOrderOfKeys(entry: LockedPackage): LockedPackage {
  return Object.fromEntries(Object.entries(entry).toSorted(([a], [b]) => a.localeCompare(b, 'en')));
}

/** Reads system, processor and C library out of a platform package's name, where npm would ask the registry. */
function machineOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[/_-]/);
  const system = SYSTEMS.find((candidate) => words.includes(candidate));
  const processor = PROCESSORS.find((candidate) => words.includes(candidate));
  const library = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  return {
    ...(system === undefined ? {} : { os: [system] }),
    ...(processor === undefined ? {} : { cpu: [processor] }),
    ...(system === 'linux' && words.some((word) => /^(gnu|musl)/.test(word))
      ? { libc: [library] }
      : {}),
  };
}

/** One sentence for each thing that is wrong with the lockfile of a repository. */
export function judgeLockfile(root: string): string[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  return missingOptionalPackages(packages).map(
    ({ location, wantedBy }) =>
      `package-lock.json lacks ${location}, which ${wantedBy} names as optional, so \`npm ci\` refuses it: run \`npm run lockfile\`.`,
  );
}

/** Writes the missing entries into the lockfile, in npm's order, and returns how many there were. */
export function completeLockfile(root: string): number {
  const file = path.join(root, 'package-lock.json');
  const lockfile = JSON.parse(readFileSync(file, 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const missing = missingOptionalPackages(lockfile.packages);
  if (missing.length === 0) return 0;
  for (const { location, entry } of missing) lockfile.packages[location] = entry;
  lockfile.packages = Object.fromEntries(
    Object.entries(lockfile.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')),
  );
  writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
  return missing.length;
}

if (import.meta.main) {
  const added = completeLockfile(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
  console.log(
    added === 0
      ? 'package-lock.json is complete.'
      : `Added ${added} optional packages to package-lock.json.`,
  );
}
