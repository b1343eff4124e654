import { type Finding, type Habit, isCode } from './habit.ts';
import type { SourceFile } from './source-code.ts';
import { SQL_CLOCK } from './sql-clock.ts';

const LINES_MAX = 500;

/** Habits that are found in the text, the comments or the name of a file. */
export const TEXT_HABITS: readonly Habit[] = [
  {
    name: 'migrations do not read the clock',
    instead: 'let the caller give the time, so that simulated time works everywhere',
    appliesTo: (path) => /^db\/migrations\/.+\.sql$/.test(path),
    find: (file) => {
      const found = SQL_CLOCK.exec(blankSqlComments(file.text));
      return found === null ? [] : [{ offset: found.index, what: `${found[0]} in SQL` }];
    },
    bad: {
      path: 'db/migrations/000001-a.sql',
      text: 'create table a (at timestamptz default now());',
    },
    good: {
      path: 'db/migrations/000001-a.sql',
      text: '-- never now()\ncreate table a (known_at timestamptz); /* now() */',
    },
  },
  {
    name: 'files are named by what happens in them',
    instead: 'name the file by what it does, as in place-order.ts',
    appliesTo: () => true,
    find: (file) => {
      const found = /(?:^|\/)(utils?|utilities|helpers?|common|misc)(?=\/|\.)/.exec(file.path);
      return found === null ? [] : [{ offset: 0, what: `the name ${found[1]}` }];
    },
    bad: { path: 'src/platform/utils.ts', text: '' },
    good: { path: 'src/platform/common-table.ts', text: '' },
  },
  {
    name: 'file names are in lower case with hyphens',
    instead: 'write place-order.ts, place-order.test.ts, orders.sql.ts',
    appliesTo: (path) => /\.(ts|mjs|sql)$/.test(path) && !path.startsWith('console/'),
    find: (file) => {
      const name = file.path.split('/').at(-1) ?? '';
      return /^[a-z0-9]+(-[a-z0-9]+)*(\.(pg|test|sql|config|d|bench|testing|journey))*\.(ts|mjs|sql)$/.test(
        name,
      )
        ? []
        : [{ offset: 0, what: `the name ${name}` }];
    },
    bad: { path: 'src/modules/orders/placeOrder.ts', text: '' },
    good: { path: 'src/modules/orders/place-order.pg.test.ts', text: '' },
  },
  {
    name: 'no promises to oneself',
    instead: 'do it now, or leave it out and say so in the issue',
    appliesTo: isCode,
    find: (file) =>
      findInComments(file, /\b(TODO|FIXME|XXX|HACK)\b/, (found) => `${found} in a comment`),
    bad: { path: 'src/hub/loop.ts', text: '// TODO: later' },
    good: { path: 'src/hub/loop.ts', text: "const state = 'TODO'; // a todo list" },
  },
  {
    name: 'type errors are not silenced',
    instead: 'mend the type, or use @ts-expect-error with the reason behind it',
    appliesTo: isCode,
    find: (file) => [
      ...findInComments(file, /@ts-(ignore|nocheck)\b/, (found) => found),
      ...findInComments(file, /@ts-expect-error\W*$/, () => '@ts-expect-error without a reason'),
    ],
    bad: { path: 'src/hub/loop.ts', text: '// @ts-ignore\nconst a = 1;' },
    good: {
      path: 'src/hub/loop.ts',
      text: '// @ts-expect-error the package declares a string, but sends a number\nconst a = 1;',
    },
  },
  {
    name: 'lint rules are switched off with a reason',
    instead: 'write `-- ` and the reason behind the name of the rule',
    appliesTo: isCode,
    find: (file) =>
      file.comments
        .filter(({ value }) => /^\s*(oxlint|eslint)-disable/.test(value) && !/ -- \S/.test(value))
        .map(({ start }) => ({ offset: start, what: 'oxlint-disable without a reason' })),
    bad: { path: 'src/hub/loop.ts', text: '// oxlint-disable-next-line no-empty\n' },
    good: {
      path: 'src/hub/loop.ts',
      text: '// oxlint-disable-next-line no-empty -- the probe may fail\n',
    },
  },
  {
    name: 'files stay short',
    instead: `split it at a seam; a file has at most ${LINES_MAX} lines`,
    // The texts of a screen are a list, which gains nothing by being cut.
    appliesTo: (path) => /\.(ts|tsx|mjs|css)$/.test(path) && !/\/texts\.[\w-]+\.ts$/.test(path),
    find: (file) => {
      const lines = file.text.replace(/\n$/, '').split('\n').length;
      return lines > LINES_MAX
        ? [{ offset: file.text.length, what: `a file of ${lines} lines` }]
        : [];
    },
    bad: { path: 'src/hub/loop.ts', text: 'f();\n'.repeat(LINES_MAX + 1) },
    good: { path: 'src/hub/loop.ts', text: 'f();\n'.repeat(LINES_MAX) },
  },
];

function findInComments(
  file: SourceFile,
  pattern: RegExp,
  describe: (found: string) => string,
): Finding[] {
  return file.comments.flatMap(({ value, start }) => {
    const found = pattern.exec(value);
    return found === null ? [] : [{ offset: start + 2 + found.index, what: describe(found[0]) }];
  });
}

/** Keeps every place in the text, so that a finding still names the right line. */
function blankSqlComments(text: string): string {
  return text.replace(/--[^\n]*|\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
}
