import { FUNCTIONS } from './calls.ts';
import { checkPart } from './check.ts';
import { type FunctionDefinition, takesFirst } from './function-model.ts';
import { LOOPS } from './loops.ts';
import { parseExpression } from './parse.ts';
import type { LoopItem, Scope } from './scope.ts';
import { openLoops, scanTokens, type Token, valueStart } from './scan.ts';
import { type FactField, type FactSchema, type FactType, fieldsOf, typeText } from './types.ts';
import type { Checked } from './values.ts';

/** Something that can be written at the cursor, and what it would take the place of. */
export interface Completion {
  readonly label: string;
  readonly kind: 'field' | 'function' | 'keyword' | 'value';
  readonly type: string;
  readonly docs: { readonly en: string; readonly zh: string };
  readonly from: number;
  readonly to: number;
}

type Proposal = Omit<Completion, 'from' | 'to'>;

const NO_DOCS = { en: '', zh: '' };

const KEYWORDS: readonly Proposal[] = [
  { label: 'true', kind: 'keyword', type: 'bool', docs: { en: 'yes', zh: '是' } },
  { label: 'false', kind: 'keyword', type: 'bool', docs: { en: 'no', zh: '否' } },
  {
    label: 'has',
    kind: 'keyword',
    type: 'bool',
    docs: { en: 'whether a field is there: has(order.note)', zh: '字段是否存在：has(order.note)' },
  },
  {
    label: 'in',
    kind: 'keyword',
    type: 'bool',
    docs: { en: 'whether a value is in a list', zh: '值是否在列表中' },
  },
];

/**
 * What can be written at a place of a text that need not be finished: after a dot the fields and
 * functions of the value before it, within quotation marks the texts that a fact can be, else names.
 */
export function completionsAt(text: string, offset: number, schema: FactSchema): Completion[] {
  const before = text.slice(0, offset);
  const tokens = scanTokens(before);
  const items = itemsAt(before, tokens, schema);
  const last = tokens.at(-1);
  if (last?.kind === 'openText') return valuesAt(before, tokens, last, items, schema);
  const isWord = last?.kind === 'name' && last.end === offset;
  const word = isWord ? last.text.toLowerCase() : '';
  const from = isWord ? last.start : offset;
  const rest = /^\w*/.exec(text.slice(offset))?.[0] ?? '';
  const dotIndex = tokens.length - (isWord ? 2 : 1);
  const proposals =
    tokens[dotIndex]?.text === '.'
      ? membersOf(valueBefore(before, tokens, dotIndex, items, schema)?.type ?? null, schema)
      : namesAt(items, schema);
  return proposals
    .filter(({ label }) => label.toLowerCase().startsWith(word))
    .map((proposal) => ({ ...proposal, from, to: offset + rest.length }));
}

function checkText(text: string, items: readonly LoopItem[], schema: FactSchema): Checked | null {
  const parsed = parseExpression(text);
  if (!('op' in parsed)) return null;
  const scope: Scope = { text, schema, items, problems: [], reads: new Set(), check: checkPart };
  return checkPart(parsed, scope);
}

function itemsAt(before: string, tokens: readonly Token[], schema: FactSchema): LoopItem[] {
  const items: LoopItem[] = [];
  for (const loop of openLoops(before, tokens, (name) => Object.hasOwn(LOOPS, name))) {
    const type = checkText(loop.receiver, items, schema)?.type;
    if (type === undefined || typeof type === 'string' || 'record' in type) continue;
    const itemType: FactType = 'list' in type ? type.list : 'string';
    items.push({ name: loop.itemName, type: itemType, origins: [], slot: items.length });
  }
  return items;
}

function valueBefore(
  before: string,
  tokens: readonly Token[],
  endIndex: number,
  items: readonly LoopItem[],
  schema: FactSchema,
): Checked | null {
  const end = tokens[endIndex - 1]?.end;
  const start = valueStart(tokens, endIndex - 1);
  return start === null || end === undefined
    ? null
    : checkText(before.slice(start, end), items, schema);
}

function fieldProposals(fields: Readonly<Record<string, FactField>>): Proposal[] {
  return Object.entries(fields).map(([label, { type, docs }]) => ({
    label,
    kind: 'field',
    type: typeText(type),
    docs: docs ?? NO_DOCS,
  }));
}

function functionProposal({ name, overloads, docs }: FunctionDefinition): Proposal {
  const type = typeText(overloads[0]?.result ?? 'nothing');
  return { label: name, kind: 'function', type, docs };
}

function membersOf(type: FactType | null, schema: FactSchema): Proposal[] {
  if (type === null) return [];
  const methods = [...FUNCTIONS.values()]
    .filter((definition) => definition.style !== 'function' && takesFirst(definition, type))
    .map(functionProposal);
  const isPassable = typeof type !== 'string' && !('record' in type);
  const loops = Object.entries(isPassable ? LOOPS : {}).map(([label, { docs }]): Proposal => {
    const result = label === 'map' || label === 'filter' ? 'list' : 'bool';
    return { label, kind: 'function', type: result, docs };
  });
  return [...fieldProposals(fieldsOf(type, schema) ?? {}), ...loops, ...methods];
}

function namesAt(items: readonly LoopItem[], schema: FactSchema): Proposal[] {
  const functions = [...FUNCTIONS.values()].filter(({ style }) => style !== 'method');
  const ofItems = Object.fromEntries(items.map(({ name, type }) => [name, { type }]));
  return [
    ...fieldProposals(ofItems),
    ...fieldProposals(schema.variables),
    ...functions.map(functionProposal),
    ...KEYWORDS,
  ];
}

/** Within quotation marks that are still open: the texts that the fact before them can be. */
function valuesAt(
  before: string,
  tokens: readonly Token[],
  open: Token,
  items: readonly LoopItem[],
  schema: FactSchema,
): Completion[] {
  let operator = tokens.length - 2;
  const isInList = () =>
    /^[[,]$/.test(tokens[operator]?.text ?? '') || tokens[operator]?.kind === 'text';
  while (isInList()) operator -= 1;
  const symbols = [tokens[operator - 1]?.text, tokens[operator]?.text];
  const isEquality = symbols[1] === '=' && (symbols[0] === '=' || symbols[0] === '!');
  if (!isEquality && symbols[1] !== 'in') return [];
  const asked = valueBefore(before, tokens, isEquality ? operator - 1 : operator, items, schema);
  const written = open.text.slice(1);
  return (asked?.values ?? [])
    .filter((value) => value.startsWith(written))
    .map((label) => ({
      label,
      kind: 'value',
      type: 'string',
      docs: NO_DOCS,
      from: open.start + 1,
      to: open.end,
    }));
}
