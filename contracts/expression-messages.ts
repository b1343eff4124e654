import Type, { type Static } from 'typebox';

/**
 * What is said of expressions and of steps of flows that had no value, once, in the languages of the console. The code
 * and the parameters are stored and sent; whoever shows them fills the sentence of the reader's language.
 */

interface Words {
  readonly en: string;
  readonly 'zh-CN': string;
}

/** The languages that there are words in. */
export type MessageLanguage = keyof Words;

/** Every problem that an expression can have before it runs. */
export const EXPRESSION_PROBLEMS = {
  empty: {
    en: 'Write an expression here.',
    'zh-CN': '请在这里写表达式。',
  },
  too_long: {
    en: 'The expression is longer than {max} characters: make it shorter.',
    'zh-CN': '表达式超过 {max} 个字符，请写短一些。',
  },
  too_deep: {
    en: 'More than {max} brackets or calls stand inside each other: take a part out.',
    'zh-CN': '括号或调用嵌套超过 {max} 层，请拆开。',
  },
  too_many_parts: {
    en: 'The expression has more than {max} parts: divide it into several.',
    'zh-CN': '表达式超过 {max} 个部分，请拆成几个。',
  },
  too_many_items: {
    en: 'A list that is written out has at most {max} items.',
    'zh-CN': '直接写出的列表最多 {max} 项。',
  },
  too_costly: {
    en: 'On long lists this would take too long (cost {cost}, at most {max}): ask less for each item.',
    'zh-CN': '列表很长时会算得太久（代价 {cost}，最多 {max}），请减少每一项要算的内容。',
  },
  loops_too_deep: {
    en: 'At most {max} of all, exists, map and filter may stand inside each other.',
    'zh-CN': 'all、exists、map、filter 最多嵌套 {max} 层。',
  },
  unfinished: {
    en: 'The expression ends too early: something is missing here.',
    'zh-CN': '表达式没写完，这里缺内容。',
  },
  unexpected: {
    en: "'{found}' is not expected here.",
    'zh-CN': '这里不应出现“{found}”。',
  },
  single_equals: {
    en: "'=' compares nothing: write '=='.",
    'zh-CN': '比较相等要写两个等号“==”。',
  },
  wide_character: {
    en: "'{found}' is a full-width or typographic character: write {instead}.",
    'zh-CN': '“{found}”是全角或排版符号，请改成 {instead}。',
  },
  wide_space: {
    en: 'This is a full-width or unbreakable space: write a plain one.',
    'zh-CN': '这是全角空格或不换行空格，请改成普通空格。',
  },
  word_operator: {
    en: "'{found}' is no operator: write {instead}.",
    'zh-CN': '“{found}”不是运算符，请写 {instead}。',
  },
  unterminated_text: {
    en: 'The text that begins here has no closing quotation mark.',
    'zh-CN': '从这里开始的文字缺少结尾的引号。',
  },
  line_break_in_text: {
    en: 'A text in quotation marks stands on one line: write \\n for a line break.',
    'zh-CN': '引号里的文字只能写在一行，换行请写 \\n。',
  },
  invalid_escape: {
    en: 'This is no known escape: write \\\\ for a backslash itself.',
    'zh-CN': '没有这种转义；反斜杠本身写成 \\\\。',
  },
  invalid_number: {
    en: 'This is no number that can be exact: whole numbers reach 9007199254740991.',
    'zh-CN': '这个数无法精确表示，整数最大 9007199254740991。',
  },
  reserved_word: {
    en: "'{found}' is a word that expressions keep for themselves.",
    'zh-CN': '“{found}”是表达式的保留字。',
  },
  unsupported_literal: {
    en: 'Bytes and unsigned numbers are not used here: write a text or a number.',
    'zh-CN': '这里不用字节和无符号数，请写文字或数字。',
  },
  null_literal: {
    en: 'There is no null here: ask with has(…) whether a fact is there.',
    'zh-CN': '这里没有 null，请用 has(…) 判断是否存在。',
  },
  invalid_item_name: {
    en: 'The first thing in {macro}(…) is a plain name for the item, as in {macro}(line, …).',
    'zh-CN': '{macro}(…) 的第一个参数是每一项的名字，例如 {macro}(line, …)。',
  },
  name_taken: {
    en: "'{name}' is the name of a fact already: choose another for the item.",
    'zh-CN': '“{name}”已经是一个数据的名字，请给每一项换个名字。',
  },
  has_wants_field: {
    en: 'has(…) asks about one field, as in has(order.note).',
    'zh-CN': 'has(…) 判断一个字段，例如 has(order.note)。',
  },
  unknown_name: {
    en: "There is no fact '{name}' here.",
    'zh-CN': '没有“{name}”这个数据。',
  },
  unknown_field: {
    en: "'{record}' has no field '{name}'.",
    'zh-CN': '“{record}”没有字段“{name}”。',
  },
  no_fields: {
    en: 'A value of type {type} has no fields.',
    'zh-CN': '{type} 类型的值没有字段。',
  },
  unknown_function: {
    en: "There is no function '{name}'.",
    'zh-CN': '没有“{name}”这个函数。',
  },
  method_wanted: {
    en: "'{name}' stands behind a value: write {instead}.",
    'zh-CN': '“{name}”要写在值的后面：{instead}。',
  },
  function_wanted: {
    en: "'{name}' takes its value in brackets: write {instead}.",
    'zh-CN': '“{name}”的值要写在括号里：{instead}。',
  },
  no_such_call: {
    en: 'There is no {actual}. There is {expected}.',
    'zh-CN': '没有 {actual} 这种用法，可用的是 {expected}。',
  },
  no_such_operation: {
    en: "'{operator}' does not work on {left} and {right}.",
    'zh-CN': '“{operator}”不能用于 {left} 和 {right}。',
  },
  no_such_sign: {
    en: "'{operator}' does not work on {type}.",
    'zh-CN': '“{operator}”不能用于 {type}。',
  },
  not_a_list: {
    en: '{macro}(…) goes through a list or a map; this is {type}.',
    'zh-CN': '{macro}(…) 要用在列表或映射上，这里是 {type}。',
  },
  condition_wanted: {
    en: 'A condition (bool) is wanted here; this is {type}.',
    'zh-CN': '这里要写条件（是或否），现在是 {type}。',
  },
  mixed_list: {
    en: 'The items of a list have one type; this is {actual} among {expected}.',
    'zh-CN': '列表各项类型要一致，这里 {expected} 中混进了 {actual}。',
  },
  mixed_choice: {
    en: "The two sides of '?' and ':' have one type; these are {left} and {right}.",
    'zh-CN': '“?”和“:”两边类型要一致，现在是 {left} 和 {right}。',
  },
  wrong_index: {
    en: 'In square brackets stands {expected}; this is {actual}.',
    'zh-CN': '方括号里要写 {expected}，现在是 {actual}。',
  },
  no_brackets: {
    en: 'Square brackets stand behind lists and maps; this is {type}.',
    'zh-CN': '方括号只用于列表和映射，这里是 {type}。',
  },
  not_comparable: {
    en: 'Values of type {type} cannot be compared: compare one of their fields.',
    'zh-CN': '{type} 类型的值不能比较，请比较其中的字段。',
  },
  unknown_value: {
    en: "This fact is never '{value}'.",
    'zh-CN': '这个数据不会是“{value}”。',
  },
  text_wanted: {
    en: 'A text that is written here is wanted, in quotation marks: it is checked in advance.',
    'zh-CN': '这里要写引号里的文字，因为要提前检查。',
  },
  invalid_pattern: {
    en: 'This is no regular expression (RE2).',
    'zh-CN': '这不是正则表达式（RE2）。',
  },
  pattern_open: {
    en: "The regular expression has no '{missing}' for this: {found}",
    'zh-CN': '正则表达式中“{found}”缺少对应的“{missing}”。',
  },
  pattern_closed: {
    en: "The regular expression has a ')' too many: write \\\\) for the character itself.",
    'zh-CN': '正则表达式多了一个“)”；要写字符本身请用 \\\\)。',
  },
  pattern_repetition: {
    en: "The regular expression cannot repeat this: '{found}'.",
    'zh-CN': '正则表达式中的重复“{found}”用法不对。',
  },
  pattern_class: {
    en: "The regular expression knows no such characters: '{found}'.",
    'zh-CN': '正则表达式中没有“{found}”这样的字符范围。',
  },
  pattern_escape: {
    en: "The regular expression knows no such escape: '{found}'.",
    'zh-CN': '正则表达式中没有“{found}”这种转义。',
  },
  pattern_unsupported: {
    en: "The regular expression may not use '{found}': there is no looking ahead or behind (RE2).",
    'zh-CN': '正则表达式不能用“{found}”：不支持前后查看（RE2）。',
  },
  pattern_too_large: {
    en: 'This regular expression is too large: at most {max} characters and few repetitions.',
    'zh-CN': '正则表达式太大：最多 {max} 个字符，少用重复。',
  },
  invalid_timestamp: {
    en: "This is no moment: write '2026-11-22T16:00:00Z' or with an offset, '+08:00'.",
    'zh-CN': '这不是时刻，请写 2026-11-22T16:00:00Z，或带时差 +08:00。',
  },
  invalid_duration: {
    en: "This is no duration: write '90m', '36h' or '1h30m' (h, m, s, ms).",
    'zh-CN': '这不是时长，请写 90m、36h 或 1h30m（h、m、s、ms）。',
  },
  invalid_currency: {
    en: "A currency has three capital letters, as in 'EUR'.",
    'zh-CN': '币种是三个大写字母，例如 CNY。',
  },
  invalid_time_zone: {
    en: "This is no time zone: write one such as 'Asia/Shanghai'.",
    'zh-CN': '这不是时区，请写例如 Asia/Shanghai。',
  },
  wrong_type: {
    en: 'A value of type {expected} is wanted; this expression gives {actual}.',
    'zh-CN': '这里要的是 {expected}，表达式给出的是 {actual}。',
  },
  record_result: {
    en: 'The whole of {type} cannot leave an expression: name the field that you want.',
    'zh-CN': '不能直接给出整个 {type}，请写出要用的字段。',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Every reason for which an expression has no value for some facts. */
export const EXPRESSION_FAILURES = {
  absent: {
    en: '{path} is not there. Ask with has({path}) first.',
    'zh-CN': '{path} 没有值，请先用 has({path}) 判断。',
  },
  absent_key: {
    en: "There is no '{key}' in this map.",
    'zh-CN': '其中没有“{key}”。',
  },
  wrong_fact: {
    en: '{path} is not of the type {type}.',
    'zh-CN': '{path} 不是 {type} 类型。',
  },
  no_such_item: {
    en: 'There is no item {index} in a list of {count}, counted from 0.',
    'zh-CN': '列表有 {count} 项，从 0 数起，没有 [{index}]。',
  },
  overflow: {
    en: 'The result is beyond the whole numbers that are exact.',
    'zh-CN': '结果超出可精确表示的整数。',
  },
  not_finite: {
    en: 'The result is no number.',
    'zh-CN': '结果不是数。',
  },
  division_by_zero: {
    en: 'Division by zero.',
    'zh-CN': '除数为零。',
  },
  other_currency: {
    en: '{left} and {right} cannot be put together or compared: the currencies differ.',
    'zh-CN': '{left} 和 {right} 币种不同，不能一起计算或比较。',
  },
  wrong_currency: {
    en: "'{currency}' is no currency: three capital letters.",
    'zh-CN': '“{currency}”不是币种，币种是三个大写字母。',
  },
  empty_list: {
    en: 'An empty list has none.',
    'zh-CN': '空列表没有结果。',
  },
  invalid_conversion: {
    en: "'{text}' cannot be read as {type}.",
    'zh-CN': '“{text}”不能读成 {type}。',
  },
  moment_out_of_range: {
    en: 'The moment is beyond the calendar.',
    'zh-CN': '时刻超出日历范围。',
  },
  out_of_range: {
    en: 'There is no such place in the text.',
    'zh-CN': '文字里没有这个位置。',
  },
  text_too_long: {
    en: 'The text that is put together has more than {max} characters.',
    'zh-CN': '拼出的文字超过 {max} 个字符。',
  },
  budget: {
    en: 'The expression was stopped: it takes too long on these facts.',
    'zh-CN': '这些数据上算得太久，已停止。',
  },
  hostile_facts: {
    en: 'The facts cannot be read.',
    'zh-CN': '数据无法读取。',
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Why a step fails although each of its expressions has a value. */
export const STEP_FAILURES = {
  table_other_currency: {
    en: 'The input is in another currency than the cells of its column.',
    'zh-CN': '输入的币种与该列单元格不同。',
  },
  table_several_rows: {
    en: 'Rows {rows} are all met, but at most one may be: mend the table.',
    'zh-CN': '第 {rows} 行同时命中，但最多只能命中一行，请修改表格。',
  },
  several_currencies: {
    en: 'The amounts are of several currencies.',
    'zh-CN': '这些金额币种不同。',
  },
  limit_not_comparable: {
    en: 'A limit compares whole numbers, or amounts of one currency.',
    'zh-CN': '限额只能比较整数，或同一币种的金额。',
  },
  too_many_steps: { en: 'More than {max} steps.', 'zh-CN': '超过 {max} 步。' },
  programs_too_long: {
    en: 'Programs of this run have taken more than {max} steps.',
    'zh-CN': '这次运行的代码合计超过 {max} 步。',
  },
  no_path_made: { en: 'No path is made of that.', 'zh-CN': '这样的值不能写进路径。' },
  path_value_empty: {
    en: 'The path wants {name}, which is empty.',
    'zh-CN': '路径中的“{name}”为空。',
  },
  path_leads_up: {
    en: 'A piece of the path would be . or ..',
    'zh-CN': '路径中会出现 . 或 ..，已拒绝。',
  },
  body_no_list: { en: 'What is sent as a list is no list.', 'zh-CN': '要发送列表，但值不是列表。' },
  body_place_twice: {
    en: 'Two values have the same place in what is sent.',
    'zh-CN': '发送内容中有两个值在同一位置。',
  },
  body_lists_unequal: {
    en: 'The lists that it is made of are not equally long.',
    'zh-CN': '组成它的各个列表长度不同。',
  },
  answer_lacks: { en: 'The answer lacks {name}.', 'zh-CN': '应答缺少“{name}”。' },
  answer_wrong: {
    en: 'The answer has a {name} that its form does not allow.',
    'zh-CN': '应答中的“{name}”不合规定。',
  },
  answer_withheld: {
    en: 'The answer would tell what nobody may be told: {name}.',
    'zh-CN': '应答“{name}”会泄露不能公开的内容，已扣下。',
  },
  not_undone: { en: 'It could not be undone.', 'zh-CN': '未能撤销。' },
  not_done: { en: 'What it asked for was not done.', 'zh-CN': '请求的事情没有完成。' },
} as const satisfies Readonly<Record<string, Words>>;

export type ExpressionProblemCode = keyof typeof EXPRESSION_PROBLEMS;
export type ExpressionFailureCode = keyof typeof EXPRESSION_FAILURES;
export type StepFailureCode = keyof typeof STEP_FAILURES;

const MESSAGES: ReadonlyMap<string, Words> = new Map(
  [EXPRESSION_PROBLEMS, EXPRESSION_FAILURES, STEP_FAILURES].flatMap((words) =>
    Object.entries<Words>(words),
  ),
);

/** A message as it is stored and sent: its code, and what its sentence is filled with. */
export const Message = Type.Object(
  {
    code: Type.String({ description: 'One of the messages of expressions, for translations' }),
    parameters: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
      description: 'What the message is filled with',
    }),
  },
  { additionalProperties: false },
);
export type Message = Static<typeof Message>;
export type MessageParameters = Readonly<Message['parameters']>;

/** The sentence of a message in a language; null: there is no message of this code. */
export function sayMessage(
  language: MessageLanguage,
  { code, parameters }: { readonly code: string; readonly parameters: MessageParameters },
): string | null {
  const words = MESSAGES.get(code);
  return (
    words?.[language].replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(parameters[name] ?? whole),
    ) ?? null
  );
}

/** Why a step of a flow failed, and where: an expression with the characters that are meant, a column of its table. */
export const FailureReason = Type.Object(
  {
    ...Message.properties,
    text: Type.Optional(Type.String({ description: 'The expression that has no value' })),
    start: Type.Optional(Type.Integer({ description: 'First character that is meant' })),
    end: Type.Optional(Type.Integer()),
    column: Type.Optional(Type.String({ description: 'The column of its decision table' })),
    row: Type.Optional(Type.Integer({ minimum: 1, description: 'The row of its decision table' })),
    field: Type.Optional(Type.String({ description: 'The field of what is sent' })),
  },
  {
    additionalProperties: false,
    description: 'For translations; absent: the message is all there is',
  },
);
export type FailureReason = Static<typeof FailureReason>;
