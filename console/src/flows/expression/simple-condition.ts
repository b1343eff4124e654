/** How a fact is compared. */
export type Operator =
  | '=='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | 'has'
  | 'has_not'
  | 'contains'
  | 'contains_not';

/** One comparison of a simple condition. */
export interface Comparison {
  /** The path of the fact: `order.total`, `order.lines[].sku` for some line's. */
  readonly path: string;
  readonly operator: Operator;
  readonly value: string | number | Amount | null;
}

export interface Amount {
  readonly minor: number;
  readonly currency: string;
}

/** Comparisons of which all, or at least one, must hold. */
export interface SimpleCondition {
  readonly join: '&&' | '||';
  readonly comparisons: readonly Comparison[];
}

const NAME = String.raw`[a-zA-Z][a-zA-Z0-9_]*`;
const PATH = String.raw`${NAME}(?:\.${NAME})+`;
const LITERAL = String.raw`'(?:[^'\\]|\\.)*'|-?\d+(?:\.\d+)?`;
const EACH_ITEM = new RegExp(String.raw`^(${PATH})\.exists\((${NAME}), (.+)\)$`);
const MONEY = new RegExp(
  String.raw`^\(order\.currency == '([A-Z]{3})' && (${PATH}) (==|!=|>=|<=|>|<) money\((-?\d+), '\1'\)\)$`,
);
const GUARDED = new RegExp(String.raw`^\(has\((${PATH})\) && (.+)\)$`);
const HAS = new RegExp(String.raw`^(!?)has\((${PATH})\)$`);
const CONTAINS = new RegExp(String.raw`^(!\()?(${LITERAL}) in (${PATH})(\))?$`);
const COMPARED = new RegExp(String.raw`^(${PATH}) (==|!=|>=|<=|>|<) (${LITERAL})$`);

/** The condition that a text says, if it is as simple as `writeCondition` writes; else null. */
export function readCondition(text: string): SimpleCondition | null {
  for (const join of ['&&', '||'] as const) {
    const comparisons = splitTop(text.trim(), ` ${join} `).map(readComparison);
    if (comparisons.every((each) => each !== null)) return { join, comparisons };
  }
  return null;
}

function readComparison(text: string): Comparison | null {
  const each = EACH_ITEM.exec(text);
  if (each !== null) {
    const [, list = '', item = '', inner = ''] = each;
    const read = readComparison(inner);
    return read === null || !read.path.startsWith(`${item}.`)
      ? null
      : { ...read, path: `${list}[].${read.path.slice(item.length + 1)}` };
  }
  const money = MONEY.exec(text);
  if (money !== null) {
    const [, currency = '', path = '', operator = '', minor = ''] = money;
    const value = { minor: Number(minor), currency };
    return { path, operator: operator as Operator, value };
  }
  const guarded = GUARDED.exec(text);
  if (guarded !== null) {
    const read = readComparison(guarded[2] ?? '');
    return read?.path === guarded[1] ? read : null;
  }
  const has = HAS.exec(text);
  if (has !== null) {
    return { path: has[2] ?? '', operator: has[1] === '!' ? 'has_not' : 'has', value: null };
  }
  const contains = CONTAINS.exec(text);
  if (contains !== null && (contains[1] === undefined) === (contains[4] === undefined)) {
    const operator = contains[1] === undefined ? 'contains' : 'contains_not';
    return { path: contains[3] ?? '', operator, value: readLiteral(contains[2] ?? '') };
  }
  const compared = COMPARED.exec(text);
  if (compared === null) return null;
  const [, path = '', operator = '', literal = ''] = compared;
  return { path, operator: operator as Operator, value: readLiteral(literal) };
}

function readLiteral(text: string): string | number {
  return text.startsWith("'") ? text.slice(1, -1).replaceAll(/\\(.)/g, '$1') : Number(text);
}

/** Splits at a word that stands outside all brackets and quotation marks. */
function splitTop(text: string, word: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let isText = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (isText && letter === '\\') at += 1;
    else if (letter === "'") isText = !isText;
    else if (isText) continue;
    else if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (depth === 0 && text.startsWith(word, at)) {
      parts.push(text.slice(from, at));
      from = at + word.length;
      at = from - 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** The text of a condition. A fact that may be missing is asked for first: an order without it does not match. */
export function writeCondition(
  { join, comparisons }: SimpleCondition,
  mayBeMissing: (path: string) => boolean,
): string {
  return comparisons
    .map((each) => writeComparison(each, mayBeMissing(each.path)))
    .join(` ${join} `);
}

function writeComparison({ path, operator, value }: Comparison, mayBeMissing: boolean): string {
  const [list, rest] = path.split('[].', 2);
  if (list !== undefined && rest !== undefined) {
    const inner = writeComparison({ path: `line.${rest}`, operator, value }, mayBeMissing);
    return `${list}.exists(line, ${inner})`;
  }
  if (operator === 'has' || operator === 'has_not') {
    return `${operator === 'has' ? '' : '!'}has(${path})`;
  }
  if (typeof value === 'object' && value !== null) {
    const { minor, currency } = value;
    return `(order.currency == '${currency}' && ${path} ${operator} money(${minor}, '${currency}'))`;
  }
  const literal = writeLiteral(value ?? '');
  if (operator === 'contains') return `${literal} in ${path}`;
  if (operator === 'contains_not') return `!(${literal} in ${path})`;
  const compared = `${path} ${operator} ${literal}`;
  return mayBeMissing ? `(has(${path}) && ${compared})` : compared;
}

function writeLiteral(value: string | number): string {
  return typeof value === 'number'
    ? String(value)
    : `'${value.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;
}

/** The comparisons that a fact of a type can stand in. */
export function operatorsFor(type: string, isOptional: boolean): readonly Operator[] {
  const asked: readonly Operator[] = isOptional ? ['has', 'has_not'] : [];
  if (type === 'string') return ['==', '!=', ...asked];
  if (type === 'int' || type === 'double' || type === 'money') {
    return ['>=', '>', '<=', '<', '==', '!=', ...asked];
  }
  if (type === 'list<string>') return ['contains', 'contains_not'];
  return asked;
}
