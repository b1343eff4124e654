import path from 'node:path';
import { judgeCitations } from './citations.ts';
import { judgeHabits } from './habits.ts';
import { judgeImports } from './rooms.ts';
import { readSourceFile, type SourceFile } from './source-code.ts';
import { listFiles } from './source-files.ts';

const FOLDERS = ['src', 'contracts', 'db', 'simulation', 'bench', 'tools', 'console', 'docs'];
const ROOT_PAGES = ['README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];

/** What the checks of our own habits found, a sentence each. */
export interface TidyReport {
  readonly imports: readonly string[];
  readonly habits: readonly string[];
  readonly citations: readonly string[];
  readonly links: readonly string[];
}

/** Reads every file of a repository once and holds it against the import table and the habits. */
export function judgeRepository(root: string): TidyReport {
  const paths = listFiles(root, FOLDERS);
  const files = paths
    .filter((file) => /\.(ts|tsx|mjs|sql|css|md)$/.test(file))
    .map((file) => readSourceFile(root, file));
  const pages = listFiles(root, ['.'])
    .filter((file) => ROOT_PAGES.includes(file))
    .map((file) => readSourceFile(root, file));
  const known = new Set([...paths, ...listFiles(root, ['.'])]);
  return {
    imports: files.flatMap(judgeImports),
    habits: files.flatMap((file) => judgeHabits(file)),
    citations: judgeCitations(
      files.filter((file) => path.basename(file.path) === 'SPEC.md'),
      // The tests of the tools themselves are full of rules that exist in no module.
      files.filter((file) => file.path.endsWith('.test.ts') && !file.path.startsWith('tools/')),
    ),
    links: [...pages, ...files].flatMap((file) => judgeLinks(file, known)),
  };
}

/** One sentence for each link of a page that leads to a file that is not there. */
export function judgeLinks(page: SourceFile, known: ReadonlySet<string>): string[] {
  if (!page.path.endsWith('.md')) return [];
  return [...page.text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(
    (found) => {
      const target = path.posix
        .join(path.posix.dirname(page.path), decodeURI(found[1] ?? ''))
        .replace(/\/$/, '');
      const exists = known.has(target) || [...known].some((file) => file.startsWith(`${target}/`));
      return exists
        ? []
        : [
            `${page.path}:${page.lineAt(found.index)} links to ${found[1]}, which does not exist: mend the link.`,
          ];
    },
  );
}
