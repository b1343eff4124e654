import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Comment, parseSync, visitorKeys } from 'oxc-parser';

/** A node of the syntax tree, as loosely as the walks below need it. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** One import of a file, whether of a neighbour, of a package or of Node.js. */
export interface ImportOf {
  readonly specifier: string;
  /** True for `await import(...)`, which costs nothing until it runs. */
  readonly isLazy: boolean;
  readonly line: number;
}

/** A file of the repository, read and, where it is code, parsed. Paths are relative to the root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly ImportOf[];
  readonly comments: readonly Comment[];
  /** Null for files that are not TypeScript or JavaScript. */
  readonly program: SyntaxNode | null;
  lineAt(offset: number): number;
}

/** Reads a file from disk and parses it. */
export function readSourceFile(root: string, file: string): SourceFile {
  return parseSourceFile(file, readFileSync(path.join(root, file), 'utf8'));
}

/** Parses a text as the file of that name would be. */
export function parseSourceFile(file: string, text: string): SourceFile {
  const lineAt = lineFinder(text);
  if (!/\.(ts|tsx|mjs|js)$/.test(file)) {
    return { path: file, text, imports: [], comments: [], program: null, lineAt };
  }
  const parsed = parseSync(file, text);
  const statics = [
    ...parsed.module.staticImports.map((found) => found.moduleRequest),
    ...parsed.module.staticExports.flatMap((found) =>
      found.entries.flatMap((entry) => (entry.moduleRequest === null ? [] : [entry.moduleRequest])),
    ),
  ];
  const imports = statics.map(({ value, start }) => ({
    specifier: value,
    isLazy: false,
    line: lineAt(start),
  }));
  for (const { moduleRequest } of parsed.module.dynamicImports) {
    const literal = /^['"`](.*)['"`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    if (literal === null) continue;
    imports.push({
      specifier: literal[1] ?? '',
      isLazy: true,
      line: lineAt(moduleRequest.start),
    });
  }
  return {
    path: file,
    text,
    imports,
    comments: parsed.comments,
    program: parsed.program as unknown as SyntaxNode,
    lineAt,
  };
}

/** Visits every node, parents first. */
export function walk(program: SyntaxNode | null, visit: (node: SyntaxNode) => void): void {
  if (program === null) return;
  const pending: SyntaxNode[] = [program];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    visit(node);
    for (const key of visitorKeys[node.type] ?? []) {
      const child = node[key];
      if (Array.isArray(child)) pending.push(...child.filter(isNode));
      else if (isNode(child)) pending.push(child);
    }
  }
}

/** True for a node, as opposed to the plain values that also stand in the tree. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1))
    starts.push(end + 1);
  return (offset) => {
    const line = starts.findIndex((start) => start > offset);
    return line === -1 ? starts.length : line;
  };
}
