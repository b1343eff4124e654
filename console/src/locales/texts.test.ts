import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { texts as en } from './en.ts';
import { texts as chinese } from './zh-CN.ts';

const SOURCE = path.join(import.meta.dirname, '..');

type Texts = { readonly [name: string]: string | Texts };

/** Every text of a language by its key: `common.orderState.placed`. */
function flat(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[prefix + name, value] as const]
        : [...flat(value, `${prefix}${name}.`)],
    ),
  );
}

const ENGLISH = flat(en);
const CHINESE = flat(chinese);
/** i18next chooses among these by number; Chinese has one form, English two. */
const withoutPlural = (key: string): string => key.replace(/_(one|other)$/, '');

test('Chinese and English have the same texts, and none is empty', () => {
  const keysOf = (texts: Map<string, string>): string[] =>
    [...new Set([...texts.keys()].map(withoutPlural))].toSorted();
  assert.deepEqual(keysOf(CHINESE), keysOf(ENGLISH));
  for (const texts of [ENGLISH, CHINESE]) {
    assert.deepEqual(
      [...texts].filter(([, text]) => text.trim() === ''),
      [],
    );
  }
});

test('both say the same about the same things', () => {
  const namesIn = (text = ''): string[] =>
    [...new Set(text.match(/\{\{\s*[\w.]+/g) ?? [])]
      .map((name) => name.replace(/^\{\{\s*/, ''))
      .toSorted();
  const other = [...ENGLISH].filter(([key, text]) => {
    const chineseText = CHINESE.get(key) ?? CHINESE.get(`${withoutPlural(key)}_other`);
    return (
      JSON.stringify(namesIn(text).filter((name) => name !== 'count')) !==
      JSON.stringify(namesIn(chineseText).filter((name) => name !== 'count'))
    );
  });
  assert.deepEqual(other, []);
});

test('the Chinese texts are Chinese', () => {
  const untranslated = [...CHINESE].filter(
    ([key, text]) => ENGLISH.get(key) === text && /[a-z]{4,} [a-z]{3,}/i.test(text),
  );
  // These two are shown in the language that they switch to.
  assert.deepEqual(
    untranslated.map(([key]) => key).filter((key) => !key.endsWith('toEnglish')),
    [],
  );
});

test('every text that a screen asks for is there', () => {
  const missing: string[] = [];
  for (const file of globSync('**/*.tsx', { cwd: SOURCE })) {
    const code = readFileSync(path.join(SOURCE, file), 'utf8');
    // Two components of a file may call texts of two screens by the same name; the compiler tells them apart.
    const spaces = [
      ...code.matchAll(/const \{ ?t(?:: (\w+))?[^}]*\} = useTranslation\((?:'(\w+)')?\)/g),
    ].map(([, alias = 't', space = 'common']) => ({ alias, space }));
    for (const [, name = '', key = ''] of code.matchAll(/\b(\w+)\('([\w.]+)'[,)]/g)) {
      const keys = spaces.flatMap(({ alias, space }) =>
        alias === name ? [`${space}.${key}`] : [],
      );
      const isThere = keys.some((each) => ENGLISH.has(each) || ENGLISH.has(`${each}_other`));
      if (keys.length > 0 && !isThere) missing.push(`${file}: ${keys.join(' or ')}`);
    }
  }
  assert.deepEqual(missing, []);
});

test('Chinese texts have the marks of Chinese', () => {
  const halfWidth =
    /\p{Script=Han}[,;:?!]|[,;:?!]\s?\p{Script=Han}|\(\s?\p{Script=Han}|\p{Script=Han}\)/u;
  assert.deepEqual(
    [...CHINESE].filter(([, text]) => halfWidth.test(text)),
    [],
  );
});

test('every text is asked for somewhere', () => {
  const code = globSync('**/*.{ts,tsx}', { cwd: SOURCE })
    .filter((file) => !/(?:^|\/)(?:texts|words|everywhere)\.|\.test\.ts$/.test(file))
    .map((file) => readFileSync(path.join(SOURCE, file), 'utf8'))
    .join('\n');
  // A key stands whole in the code, or is put together there: `orderState.${state}`, `view_${name}`, `${name}Filter`.
  const whole = new Set([...code.matchAll(/['`:]([\w.-]+)['`]/g)].map(([, key = '']) => key));
  const beginnings = [...code.matchAll(/[`:]([\w.-]{4,})\$\{/g)].map(
    ([, beginning = '']) => beginning,
  );
  const ends = [...code.matchAll(/\}([\w.]+)`/g)].map(([, end = '']) => end);
  const unused = [...ENGLISH.keys()].filter((key) => {
    const asked = withoutPlural(key.slice(key.indexOf('.') + 1));
    return !(
      whole.has(asked) ||
      beginnings.some((beginning) => asked.startsWith(beginning)) ||
      ends.some((end) => asked.endsWith(end)) ||
      // The words of orders are looked up by group and code: `words.${group}.${code}`.
      key.startsWith('order.words.') ||
      // So are those of choices, by the names of fields, kinds and values.
      /^choices\.words\.(?!unit)/.test(key)
    );
  });
  assert.deepEqual(unused, []);
});
