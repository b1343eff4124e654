/** What a message is filled with: texts and figures, for translations too. */
export type MessageParameters = Readonly<Record<string, string | number>>;

/** Every problem that an expression can have before it runs. */
const PROBLEMS = {
  empty: 'Write an expression here.',
  too_long: 'The expression is longer than {max} characters: make it shorter.',
  too_deep: 'More than {max} brackets or calls stand inside each other: take a part out.',
  too_many_parts: 'The expression has more than {max} parts: divide it into several.',
  too_many_items: 'A list that is written out has at most {max} items.',
  too_costly:
    'On long lists this would take too long (cost {cost}, at most {max}): ask less for each item.',
  loops_too_deep: 'At most {max} of all, exists, map and filter may stand inside each other.',
  unfinished: 'The expression ends too early: something is missing here.',
  unexpected: "'{found}' is not expected here.",
  single_equals: "'=' compares nothing: write '=='.",
  wide_character: "'{found}' is a full-width or typographic character: write {instead}.",
  word_operator: "'{found}' is no operator: write {instead}.",
  unterminated_text: 'The text that begins here has no closing quotation mark.',
  line_break_in_text: 'A text in quotation marks stands on one line: write \\n for a line break.',
  invalid_escape: 'This is no known escape: write \\\\ for a backslash itself.',
  invalid_number: 'This is no number that can be exact: whole numbers reach 9007199254740991.',
  reserved_word: "'{found}' is a word that expressions keep for themselves.",
  unsupported_literal: 'Bytes and unsigned numbers are not used here: write a text or a number.',
  null_literal: 'There is no null here: ask with has(…) whether a fact is there.',
  invalid_item_name:
    'The first thing in {macro}(…) is a plain name for the item, as in {macro}(line, …).',
  name_taken: "'{name}' is the name of a fact already: choose another for the item.",
  has_wants_field: 'has(…) asks about one field, as in has(order.note).',
  unknown_name: "There is no fact '{name}' here.",
  unknown_field: "'{record}' has no field '{name}'.",
  no_fields: 'A value of type {type} has no fields.',
  unknown_function: "There is no function '{name}'.",
  method_wanted: "'{name}' stands behind a value: write {instead}.",
  function_wanted: "'{name}' takes its value in brackets: write {instead}.",
  no_such_call: 'There is no {actual}. There is {expected}.',
  no_such_operation: "'{operator}' does not work on {left} and {right}.",
  no_such_sign: "'{operator}' does not work on {type}.",
  not_a_list: '{macro}(…) goes through a list or a map; this is {type}.',
  condition_wanted: 'A condition (bool) is wanted here; this is {type}.',
  mixed_list: 'The items of a list have one type; this is {actual} among {expected}.',
  mixed_choice: "The two sides of '?' and ':' have one type; these are {left} and {right}.",
  wrong_index: 'In square brackets stands {expected}; this is {actual}.',
  no_brackets: 'Square brackets stand behind lists and maps; this is {type}.',
  not_comparable: 'Values of type {type} cannot be compared: compare one of their fields.',
  unknown_value: "This fact is never '{value}'.",
  text_wanted:
    'A text that is written here is wanted, in quotation marks: it is checked in advance.',
  invalid_pattern: 'This is no regular expression (RE2): {reason}.',
  pattern_too_large:
    'This regular expression is too large: at most {max} characters and few repetitions.',
  invalid_timestamp: "This is no moment: write '2026-11-22T16:00:00Z' or with an offset, '+08:00'.",
  invalid_duration: "This is no duration: write '90m', '36h' or '1h30m' (h, m, s, ms).",
  invalid_currency: "A currency has three capital letters, as in 'EUR'.",
  invalid_time_zone: "This is no time zone: write one such as 'Asia/Shanghai'.",
  wrong_type: 'A value of type {expected} is wanted; this expression gives {actual}.',
  record_result: 'The whole of {type} cannot leave an expression: name the field that you want.',
} as const;

/** Every reason for which an expression has no value for some facts. */
const FAILURES = {
  absent: '{path} is not there. Ask with has({path}) first.',
  absent_key: "There is no '{key}' in this map.",
  wrong_fact: '{path} is not of the type {type}.',
  no_such_item: 'There is no item {index} in a list of {count}.',
  overflow: 'The result is beyond the whole numbers that are exact.',
  not_finite: 'The result is no number.',
  division_by_zero: 'Division by zero.',
  other_currency: '{left} and {right} cannot be put together or compared: the currencies differ.',
  wrong_currency: "'{currency}' is no currency: three capital letters.",
  empty_list: 'An empty list has none.',
  invalid_conversion: "'{text}' cannot be read as {type}.",
  moment_out_of_range: 'The moment is beyond the calendar.',
  out_of_range: 'There is no such place in the text.',
  text_too_long: 'The text that is put together has more than {max} characters.',
  budget: 'The expression was stopped: it takes too long on these facts.',
  hostile_facts: 'The facts cannot be read.',
} as const;

/** The codes of problems, for machines and translations. */
export type ProblemCode = keyof typeof PROBLEMS;

/** The codes of failures, for machines and translations. */
export type FailureCode = keyof typeof FAILURES;

const TEXTS: Readonly<Record<string, string>> = { ...PROBLEMS, ...FAILURES };

/** The English sentence of a problem or failure, filled with its parameters. */
export function describe(code: ProblemCode | FailureCode, parameters: MessageParameters): string {
  return (TEXTS[code] ?? code).replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(parameters[name] ?? whole),
  );
}
