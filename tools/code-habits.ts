import { type Finding, type Habit, isCode, isTest } from './habit.ts';
import { isNode, type SourceFile, type SyntaxNode, walk } from './source-code.ts';
import { SQL_CLOCK } from './sql-clock.ts';

/** Habits that are found in the syntax tree, where words in comments and texts do not count. */
export const CODE_HABITS: readonly Habit[] = [
  {
    name: 'the clock is passed in',
    instead:
      'take the Clock or the Instant that is passed in, or performance.now() to measure how long something takes',
    appliesTo: (path) => isServerCode(path) && path !== 'src/kernel/clock.ts',
    find: (file) =>
      findNodes(file, (node) => {
        if (isCallOf(node, 'Date', 'now')) return 'Date.now()';
        const isDate =
          (node.type === 'NewExpression' || node.type === 'CallExpression') &&
          isNamed(node.callee, 'Date');
        return isDate && Array.isArray(node.arguments) && node.arguments.length === 0
          ? 'new Date() without a time'
          : null;
      }),
    bad: { path: 'src/hub/queue.ts', text: 'const a = Date.now(); const b = new Date();' },
    good: {
      path: 'src/hub/queue.ts',
      text: 'const a = clock.now(); const b = new Date(a); // not Date.now()',
    },
  },
  {
    name: 'chance is passed in',
    instead: 'take the seeded source of src/kernel/random.ts or the IdSource that is passed in',
    appliesTo: (path) => isServerCode(path) && !path.startsWith('src/kernel/'),
    find: (file) =>
      findNodes(file, (node) => {
        if (isCallOf(node, 'Math', 'random')) return 'Math.random()';
        return node.type === 'CallExpression' &&
          (isNamed(node.callee, 'randomUUID') || isCallOf(node, 'crypto', 'randomUUID'))
          ? 'randomUUID()'
          : null;
      }),
    bad: {
      path: 'src/modules/orders/place-order.ts',
      text: 'const a = Math.random(); const b = randomUUID();',
    },
    good: {
      path: 'src/modules/orders/place-order.ts',
      text: 'const a = random.next(); const b = ids.uuid();',
    },
  },
  {
    name: 'SQL does not read the clock',
    instead: 'pass the time in as a parameter, so that simulated time works everywhere',
    appliesTo: (path) => path.endsWith('.sql.ts'),
    find: (file) =>
      textsOf(file).flatMap(({ text, offset }) => {
        const found = SQL_CLOCK.exec(text);
        return found === null ? [] : [{ offset: offset + found.index, what: `${found[0]} in SQL` }];
      }),
    bad: {
      path: 'src/modules/orders/orders.sql.ts',
      text: 'export const s = `update o set at = now()`;',
    },
    good: {
      path: 'src/modules/orders/orders.sql.ts',
      text: 'export const s = `select at, know(1) from o where at = $1`; // now()',
    },
  },
  {
    name: 'the horizon is hub.horizon()',
    instead:
      'write hub.horizon(): after a restore the places of events are shifted (docs/decisions/0009)',
    appliesTo: (path) => /^(src|simulation|bench)\//.test(path) && isCode(path),
    find: (file) =>
      textsOf(file).flatMap(({ text, offset }) => {
        const found = /pg_snapshot_xm(in|ax)/.exec(text);
        return found === null ? [] : [{ offset: offset + found.index, what: found[0] }];
      }),
    bad: {
      path: 'src/modules/tracking/reader.sql.ts',
      text: 'export const s = `select id from hub.event where xid < pg_snapshot_xmin(pg_current_snapshot())`;',
    },
    good: {
      path: 'src/modules/tracking/reader.sql.ts',
      text: 'export const s = `select id from hub.event where xid < hub.horizon()`; // not pg_snapshot_xmin',
    },
  },
  {
    name: 'SQL stands in *.sql.ts',
    instead:
      "move the statement into the module's *.sql.ts, where one test PREPAREs every statement",
    appliesTo: (path) =>
      /^src\/(modules|flows|api|hub)\//.test(path) && !path.endsWith('.sql.ts') && !isTest(path),
    find: (file) =>
      textsOf(file)
        .filter(({ text }) =>
          /^\s*(select\s(?!(?:a|an|the|one|any)\s)[^]+\sfrom\s|insert\s+into\s|update\s+[\w."]+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s*\()/i.test(
            text,
          ),
        )
        .map(({ offset }) => ({ offset, what: 'SQL outside *.sql.ts' })),
    bad: {
      path: 'src/modules/orders/place-order.ts',
      text: 'await pool.query(`select id from orders where id = $1`);',
    },
    good: {
      path: 'src/modules/orders/place-order.ts',
      text: "throw new Error('Select a location from the list first, then update it.');",
    },
  },
  {
    name: 'no enum',
    instead: 'use a union of string literals, which needs no code at run time',
    appliesTo: isCode,
    find: (file) => findNodes(file, (node) => (node.type === 'TSEnumDeclaration' ? 'enum' : null)),
    bad: { path: 'src/hub/command.ts', text: 'enum Kind { A }' },
    good: { path: 'src/hub/command.ts', text: "type Kind = 'enum' | 'b'; // enum" },
  },
  {
    name: 'no default export',
    instead: 'export the thing under its name, so that it is called the same everywhere',
    appliesTo: (path) => isCode(path) && !/\.config\.[a-z]+$/.test(path),
    find: (file) =>
      findNodes(file, (node) =>
        node.type === 'ExportDefaultDeclaration' ? 'export default' : null,
      ),
    bad: { path: 'src/hub/command.ts', text: 'export default 1;' },
    good: { path: 'console/vite.config.ts', text: 'export default {};' },
  },
  {
    name: 'the server logs, it does not print',
    instead: 'use the logger that is passed in; only command lines print',
    appliesTo: (path) => /^(src\/.+\/|contracts\/)/.test(path) && !isTest(path),
    find: (file) =>
      findNodes(file, (node) => {
        const isPrinting =
          node.type === 'CallExpression' &&
          isNode(node.callee) &&
          isNamed(node.callee.object, 'console');
        return isPrinting ? 'console' : null;
      }),
    bad: { path: 'src/hub/loop.ts', text: "console.log('here');" },
    good: { path: 'src/main.ts', text: "console.log('here');" },
  },
  {
    name: 'exported functions say what they do',
    instead: 'put one sentence in a /** */ comment above it that says what a caller may rely on',
    appliesTo: (path) => path.endsWith('.ts') && !path.startsWith('console/') && !isTest(path),
    find: findUndocumentedExports,
    bad: { path: 'src/kernel/money.ts', text: '// adds\nexport function add() {}' },
    good: {
      path: 'src/kernel/money.ts',
      text: '/** Adds. */\nexport function add() {}\nfunction inner() {}',
    },
  },
  {
    name: 'names are whole words',
    instead: 'write the word out',
    appliesTo: isCode,
    find: findAbbreviations,
    bad: {
      path: 'src/kernel/money.ts',
      text: 'const lineQty = 1; function f(ctx: number) {} interface A { addr: string }',
    },
    good: {
      path: 'src/kernel/money.ts',
      text: "const quantity = 1; const { qty } = foreign; const a = { req: 1 }; interface A { 'addr': string } foreign.idx += 1;",
    },
  },
];

const WORDS: Readonly<Record<string, string>> = {
  addr: 'address',
  amt: 'amount',
  btn: 'button',
  cb: 'callback',
  cfg: 'configuration',
  cnt: 'count',
  ctx: 'context',
  curr: 'current',
  err: 'error',
  evt: 'event',
  idx: 'index',
  msg: 'message',
  prev: 'previous',
  qty: 'quantity',
  req: 'request',
  res: 'response or result',
  ret: 'result',
  tmp: 'what it holds for now',
  usr: 'user',
  val: 'value',
};

/** Looks at the names we give. A name that another's interface gave us is taken as it is. */
function findAbbreviations(file: SourceFile): Finding[] {
  const findings: Finding[] = [];
  const judge = (node: unknown) => {
    for (const name of namesIn(node)) {
      const words = String(name.name)
        .split(/(?=[A-Z])|[_\d]+/)
        .map((word) => word.toLowerCase());
      const short = words.find((word) => Object.hasOwn(WORDS, word));
      if (short === undefined) continue;
      findings.push({ offset: name.start, what: `${String(name.name)} (say ${WORDS[short]})` });
    }
  };
  walk(file.program, (node) => {
    if (/Declarat(ion|or)$/.test(node.type)) judge(node.id);
    if (Array.isArray(node.params)) node.params.forEach(judge);
    if (node.type === 'CatchClause') judge(node.param);
    if (['TSPropertySignature', 'PropertyDefinition', 'MethodDefinition'].includes(node.type))
      judge(node.key);
  });
  return findings;
}

/** The names that a pattern binds, except those it takes over from the object it opens. */
function namesIn(pattern: unknown): SyntaxNode[] {
  if (!isNode(pattern)) return [];
  if (pattern.type === 'Identifier') return [pattern];
  if (pattern.type === 'AssignmentPattern') return namesIn(pattern.left);
  if (pattern.type === 'RestElement') return namesIn(pattern.argument);
  if (pattern.type === 'ArrayPattern') return (pattern.elements as unknown[]).flatMap(namesIn);
  if (pattern.type !== 'ObjectPattern') return [];
  return (pattern.properties as SyntaxNode[]).flatMap((property) =>
    property.type === 'RestElement'
      ? namesIn(property)
      : property.shorthand === true
        ? []
        : namesIn(property.value),
  );
}

function findUndocumentedExports(file: SourceFile): Finding[] {
  const docEnds = file.comments
    .filter((comment) => comment.type === 'Block' && comment.value.startsWith('*'))
    .map((comment) => comment.end);
  return findNodes(file, (node) => {
    if (node.type !== 'ExportNamedDeclaration' || !isNode(node.declaration)) return null;
    const { type, id } = node.declaration;
    if (type !== 'FunctionDeclaration' || !isNode(id)) return null;
    const isDocumented = docEnds.some(
      (end) => end <= node.start && file.text.slice(end, node.start).trim() === '',
    );
    return isDocumented ? null : `exported function ${String(id.name)} without a docstring`;
  });
}

function findNodes(file: SourceFile, describe: (node: SyntaxNode) => string | null): Finding[] {
  const findings: Finding[] = [];
  walk(file.program, (node) => {
    const what = describe(node);
    if (what !== null) findings.push({ offset: node.start, what });
  });
  return findings;
}

/** Every string and template of a file, as one text each. */
function textsOf(file: SourceFile): { text: string; offset: number }[] {
  const texts: { text: string; offset: number }[] = [];
  walk(file.program, (node) => {
    const isText =
      node.type === 'TemplateLiteral' ||
      (node.type === 'Literal' && typeof node.value === 'string');
    if (isText)
      texts.push({ text: file.text.slice(node.start + 1, node.end - 1), offset: node.start + 1 });
  });
  return texts;
}

function isCallOf(node: SyntaxNode, object: string, property: string): boolean {
  if (node.type !== 'CallExpression' || !isNode(node.callee)) return false;
  return isNamed(node.callee.object, object) && isNamed(node.callee.property, property);
}

function isNamed(node: unknown, name: string): boolean {
  return isNode(node) && node.type === 'Identifier' && node.name === name;
}

function isServerCode(path: string): boolean {
  return /^(src|db|contracts|simulation)\//.test(path) && isCode(path) && !isTest(path);
}
