/** What the server says of an expression: in English, with what a translation is filled with. */
interface Said {
  readonly code: string;
  readonly message: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** The sentence in the reader's language. The server says it in English; a code that has no Chinese stays so. */
export function sayExpression(language: string, { code, message, parameters }: Said): string {
  const chinese = language === 'zh-CN' ? CHINESE[code] : undefined;
  return (
    chinese?.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole)) ??
    message
  );
}

const CHINESE: Readonly<Record<string, string>> = {
  empty: '请在这里写表达式。',
  too_long: '表达式超过 {max} 个字符，请写短一些。',
  too_deep: '括号或调用嵌套超过 {max} 层，请拆开。',
  too_many_parts: '表达式超过 {max} 个部分，请拆成几个。',
  too_many_items: '直接写出的列表最多 {max} 项。',
  too_costly: '列表很长时会算得太久（代价 {cost}，最多 {max}），请减少每一项要算的内容。',
  loops_too_deep: 'all、exists、map、filter 最多嵌套 {max} 层。',
  unfinished: '表达式没写完，这里缺内容。',
  unexpected: '这里不应出现“{found}”。',
  single_equals: '比较相等要写两个等号“==”。',
  wide_character: '“{found}”是全角或排版符号，请改成 {instead}。',
  word_operator: '“{found}”不是运算符，请写 {instead}。',
  unterminated_text: '从这里开始的文字缺少结尾的引号。',
  line_break_in_text: '引号里的文字只能写在一行，换行请写 \\n。',
  invalid_escape: '没有这种转义；反斜杠本身写成 \\\\。',
  invalid_number: '这个数无法精确表示，整数最大 9007199254740991。',
  reserved_word: '“{found}”是表达式的保留字。',
  unsupported_literal: '这里不用字节和无符号数，请写文字或数字。',
  null_literal: '这里没有 null，请用 has(…) 判断是否存在。',
  invalid_item_name: '{macro}(…) 的第一个参数是每一项的名字，例如 {macro}(line, …)。',
  name_taken: '“{name}”已经是一个数据的名字，请给每一项换个名字。',
  has_wants_field: 'has(…) 判断一个字段，例如 has(order.note)。',
  unknown_name: '没有“{name}”这个数据。',
  unknown_field: '“{record}”没有字段“{name}”。',
  no_fields: '{type} 类型的值没有字段。',
  unknown_function: '没有“{name}”这个函数。',
  method_wanted: '“{name}”要写在值的后面：{instead}。',
  function_wanted: '“{name}”的值要写在括号里：{instead}。',
  no_such_call: '没有 {actual} 这种用法，可用的是 {expected}。',
  no_such_operation: '“{operator}”不能用于 {left} 和 {right}。',
  no_such_sign: '“{operator}”不能用于 {type}。',
  not_a_list: '{macro}(…) 要用在列表或映射上，这里是 {type}。',
  condition_wanted: '这里要写条件（是或否），现在是 {type}。',
  mixed_list: '列表各项类型要一致，这里 {expected} 中混进了 {actual}。',
  mixed_choice: '“?”和“:”两边类型要一致，现在是 {left} 和 {right}。',
  wrong_index: '方括号里要写 {expected}，现在是 {actual}。',
  no_brackets: '方括号只用于列表和映射，这里是 {type}。',
  not_comparable: '{type} 类型的值不能比较，请比较其中的字段。',
  unknown_value: '这个数据不会是“{value}”。',
  text_wanted: '这里要写引号里的文字，因为要提前检查。',
  invalid_pattern: '这不是正则表达式（RE2）：{reason}。',
  pattern_too_large: '正则表达式太大：最多 {max} 个字符，少用重复。',
  invalid_timestamp: '这不是时刻，请写 2026-11-22T16:00:00Z，或带时差 +08:00。',
  invalid_duration: '这不是时长，请写 90m、36h 或 1h30m（h、m、s、ms）。',
  invalid_currency: '币种是三个大写字母，例如 CNY。',
  invalid_time_zone: '这不是时区，请写例如 Asia/Shanghai。',
  wrong_type: '这里要的是 {expected}，表达式给出的是 {actual}。',
  record_result: '不能直接给出整个 {type}，请写出要用的字段。',
  absent: '{path} 没有值，请先用 has({path}) 判断。',
  absent_key: '其中没有“{key}”。',
  wrong_fact: '{path} 不是 {type} 类型。',
  no_such_item: '列表只有 {count} 项，没有第 {index} 项。',
  overflow: '结果超出可精确表示的整数。',
  not_finite: '结果不是数。',
  division_by_zero: '除数为零。',
  other_currency: '{left} 和 {right} 币种不同，不能一起计算或比较。',
  wrong_currency: '“{currency}”不是币种，币种是三个大写字母。',
  empty_list: '空列表没有结果。',
  invalid_conversion: '“{text}”不能读成 {type}。',
  moment_out_of_range: '时刻超出日历范围。',
  out_of_range: '文字里没有这个位置。',
  text_too_long: '拼出的文字超过 {max} 个字符。',
  budget: '这些数据上算得太久，已停止。',
  hostile_facts: '数据无法读取。',
};
