import { RE2JS } from 're2js';
import { explainPattern } from './explain-pattern.ts';
import {
  builtText,
  type Call,
  Complaint,
  type FunctionDefinition,
  overload,
  runAll,
} from './function-model.ts';
import { LIMITS } from './limits.ts';
import { patternSize } from './pattern-size.ts';
import { spend } from './operators.ts';
import { type Evaluator, ExpressionFailure, type Frame, type Place } from './values.ts';

type OneText = readonly [string];
type TwoTexts = readonly [string, string];

const TEXT = 'string';

function question(
  name: string,
  docs: FunctionDefinition['docs'],
  example: string,
  ask: (text: string, part: string) => boolean,
): FunctionDefinition {
  return {
    name,
    style: 'method',
    docs,
    example,
    overloads: [
      overload(
        [TEXT, TEXT],
        'bool',
        () =>
          ([text, part]: TwoTexts) =>
            ask(text, part),
      ),
    ],
  };
}

function change(
  name: string,
  docs: FunctionDefinition['docs'],
  example: string,
  compute: (text: string) => string,
): FunctionDefinition {
  return {
    name,
    style: 'method',
    docs,
    example,
    overloads: [
      overload(
        [TEXT],
        TEXT,
        () =>
          ([text]: OneText) =>
            compute(text),
      ),
    ],
  };
}

/** Places in a text are counted in characters as people see them (code points). */
function cut(place: Place) {
  const outOfRange = new ExpressionFailure('out_of_range', place);
  return ([text, start, end]: readonly [string, number, number?]) => {
    const characters = Array.from(text);
    const last = end ?? characters.length;
    if (start < 0 || last < start || last > characters.length) return outOfRange;
    return characters.slice(start, last).join('');
  };
}

function replaceAll(place: Place) {
  return ([text, old, replacement]: readonly [string, string, string]) => {
    // Counted before it is put together, so that no text grows beyond its bound on the way.
    const count = old === '' ? 0 : text.split(old).length - 1;
    const length = text.length + count * (replacement.length - old.length);
    if (length > LIMITS.builtTextLengthMax) return tooLong(place);
    return old === '' ? text : text.replaceAll(old, () => replacement);
  };
}

function tooLong(place: Place): ExpressionFailure {
  return new ExpressionFailure('text_too_long', place, { max: LIMITS.builtTextLengthMax });
}

function joinAll(place: Place) {
  return ([texts, separator]: readonly [readonly unknown[], string?]) => {
    const between = separator ?? '';
    let length = 0;
    for (const text of texts) {
      if (typeof text !== 'string') return new ExpressionFailure('hostile_facts', place);
      length += text.length + between.length;
      if (length > LIMITS.builtTextLengthMax + between.length) return tooLong(place);
    }
    return builtText(texts.join(between), place);
  };
}

function splitAll(place: Place) {
  const budget = new ExpressionFailure('budget', place);
  return ([text, separator]: TwoTexts, frame: Frame) => {
    const parts = separator === '' ? Array.from(text) : text.split(separator);
    return spend(frame, parts.length) ? budget : parts;
  };
}

/**
 * A regular expression is written in the text, so that it is checked and compiled before anything
 * runs. RE2 takes time proportional to the text, whatever the pattern.
 */
function buildMatches(call: Call): Evaluator | Complaint {
  const [text, pattern] = call.arguments;
  const source = pattern?.constant;
  if (text === undefined || typeof source !== 'string') return new Complaint('text_wanted', 1);
  if (source.length > LIMITS.patternLengthMax || patternSize(source) > LIMITS.patternProgramMax) {
    return new Complaint('pattern_too_large', 1, { max: LIMITS.patternLengthMax });
  }
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(source);
  } catch (error) {
    // The package throws for every text that is no pattern, and says what it did not take.
    const { code, messageParameters } = explainPattern(error);
    return new Complaint(code, 1, messageParameters);
  }
  const size = compiled.programSize();
  if (size > LIMITS.patternProgramMax) {
    return new Complaint('pattern_too_large', 1, { max: LIMITS.patternLengthMax });
  }
  const stepsACharacter = 0.1 + size / 500;
  const budget = new ExpressionFailure('budget', call.place);
  return runAll([text], call.place, ([value]: OneText, frame) =>
    spend(frame, value.length * stepsACharacter) ? budget : compiled.test(value),
  );
}

/** What can be asked and made of texts. */
export const TEXT_FUNCTIONS: readonly FunctionDefinition[] = [
  question(
    'contains',
    { en: 'whether a text has another in it', zh: '文本中是否含有另一段文本' },
    "order.note.contains('gift')",
    (text, part) => text.includes(part),
  ),
  question(
    'startsWith',
    { en: 'whether a text begins with another', zh: '文本是否以另一段文本开头' },
    "line.sku.startsWith('BOOK-')",
    (text, part) => text.startsWith(part),
  ),
  question(
    'endsWith',
    { en: 'whether a text ends with another', zh: '文本是否以另一段文本结尾' },
    "order.customer.email.endsWith('.edu')",
    (text, part) => text.endsWith(part),
  ),
  {
    name: 'matches',
    style: 'method',
    docs: {
      en: 'whether a regular expression (RE2) is met somewhere in a text',
      zh: '文本中是否有某处符合正则表达式（RE2）',
    },
    example: "order.externalId.matches('^[A-Z]{2}-[0-9]+$')",
    overloads: [{ parameters: [TEXT, TEXT], result: 'bool', build: buildMatches }],
  },
  change(
    'lowerAscii',
    { en: 'the text with the letters A to Z small', zh: '把字母 A 至 Z 改为小写' },
    "order.customer.email.lowerAscii() == 'a@example.com'",
    (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  ),
  change(
    'upperAscii',
    { en: 'the text with the letters a to z large', zh: '把字母 a 至 z 改为大写' },
    "order.coupon.upperAscii() == 'SPRING'",
    (text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
  ),
  change(
    'trim',
    { en: 'the text without white space at both ends', zh: '去掉文本两端的空白' },
    "order.note.trim() != ''",
    (text) => text.trim(),
  ),
  {
    name: 'substring',
    style: 'method',
    docs: {
      en: 'the characters from one place to before another, counted from 0',
      zh: '从一个位置到另一个位置之前的字符，从 0 数起',
    },
    example: "order.externalId.substring(0, 2) == 'TM'",
    overloads: [overload([TEXT, 'int'], TEXT, cut), overload([TEXT, 'int', 'int'], TEXT, cut)],
  },
  {
    name: 'replace',
    style: 'method',
    docs: { en: 'the text with one part put in the place of another', zh: '替换文本中的一段' },
    example: "order.note.replace('-', ' ')",
    overloads: [overload([TEXT, TEXT, TEXT], TEXT, replaceAll)],
  },
  {
    name: 'split',
    style: 'method',
    docs: { en: 'the parts of a text between separators', zh: '按分隔符把文本分成几段' },
    example: "order.note.split(',').size()",
    overloads: [overload([TEXT, TEXT], { list: TEXT }, splitAll)],
  },
  {
    name: 'join',
    style: 'method',
    docs: { en: 'texts put together, with a separator between', zh: '用分隔符把文本连起来' },
    example: "order.tags.join(', ')",
    overloads: [
      overload([{ list: TEXT }], TEXT, joinAll),
      overload([{ list: TEXT }, TEXT], TEXT, joinAll),
    ],
  },
];
