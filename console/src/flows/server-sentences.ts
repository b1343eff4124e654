/**
 * A sentence of the server that comes without a code, in the reader's language: why something outside was not done or is
 * unknown, why a program cannot be read, why a run has failed. One that is not known here is told as it is.
 */
export function saySentence(language: string, sentence: string): string {
  if (language !== 'zh-CN') return sentence;
  for (const [form, chinese] of CHINESE) {
    const found = form.exec(sentence);
    if (found === null) continue;
    return chinese.replaceAll(/\{(\d|rest)\}/g, (_whole, name: string) =>
      name === 'rest' ? saySentence(language, found.at(-1) ?? '') : (found[Number(name)] ?? ''),
    );
  }
  return sentence;
}

/** Their forms; `{1}` is what was found in the first brackets, `{rest}` a sentence at the end of another. */
const CHINESE: readonly (readonly [form: RegExp, chinese: string])[] = [
  // Outside.
  [/^Nothing came back \((.*)\)\.$/, '没有收到应答（{1}）。'],
  [/^The answer was (\d+)\.$/, '对方应答了状态码 {1}。'],
  [/^The answer cannot be read\.$/, '对方的应答无法读取。'],
  [/^The answer has no (\S+) of type (\S+) at (\S*)\.$/, '应答的 {3} 处没有类型为 {2} 的“{1}”。'],
  [/^There is no connector (\S+)\.$/, '没有配置系统“{1}”。'],
  [/^Asked what became of it: (.*)$/, '查询结果时：{rest}'],
  [/^There is no mail server/, '没有配置邮件服务器：启动 Linchpin 时请设置 LINCHPIN_SMTP_URL。'],
  [/^It goes to no mail address\.$/, '收件人不是有效的邮箱地址。'],
  // Programs.
  [/^Line (\d+), column (\d+): (.*)$/, '第 {1} 行第 {2} 列：{rest}'],
  [/^Expecting '(.+)'\.$/i, '这里缺少“{1}”。'],
  [/^Unexpected token in expression: ''\.$/i, '代码没写完，这里缺内容。'],
  [/^Unexpected character\.$/i, '不能识别的字符，可能是全角符号。'],
  [/^Invalid number literal\.$/i, '这个数的写法不对。'],
  [/^Invalid property name\.$/i, '这里缺少字段名。'],
  [/^Invalid keyword: (\w+)\.$/i, '这里不能用 {1}。'],
  [/^Unexpected '(\w+)' keyword\.$/i, '这里不能用 {1}。'],
  [/^Unexpected line terminator in regexp\.$/i, '正则表达式缺少结尾的“/”。'],
  [/^Expecting catch or finally\.$/i, 'try 之后要有 catch 或 finally。'],
  [/^Class statement requires a name\.$/i, 'class 之后缺少名字。'],
  [/^Octal literals are deprecated in strict mode\.$/i, '数字不能以 0 开头。'],
  [/^Unexpected token in expression: '(.*)'\.$/i, '表达式中不应出现“{1}”。'],
  [/^Unexpected token: '(.*)'\.$/i, '这里不应出现“{1}”。'],
  [/^Unexpected end of string\.$/i, '文字缺少结尾的引号。'],
  [/^Unexpected end of comment\.$/i, '注释没有结束。'],
  [/^Unexpected end of (.*)\.$/i, '代码没写完。'],
  [/^Variable name expected\.$/i, '这里缺少变量名。'],
  [/^Function name expected\.$/i, '这里缺少函数名。'],
  [/^Missing initializer for const variable\.$/i, '用 const 声明时必须同时赋值。'],
  [/^(?:Invalid )?redefinition of .*\.$/i, '这个名字已经声明过。'],
  [/^Invalid assignment left-hand side\.$/i, '等号左边不能赋值。'],
  [/^Return not in a function\.$/i, 'return 只能写在函数里。'],
  [/^Break must be inside loop or switch\.$/i, 'break 只能写在循环或 switch 里。'],
  [/^Continue must be inside loop\.$/i, 'continue 只能写在循环里。'],
  [/^Brackets stand within brackets more than (\d+) deep\.$/, '括号嵌套超过 {1} 层。'],
  [/^It takes more than (\d+) steps/, '执行超过 {1} 步。'],
  [/^It fills more than (\d+) MiB of memory\.$/, '占用内存超过 {1} MiB。'],
  [/^Its functions call each other too deeply\.$/, '函数互相调用太深。'],
  [/^It took too long before, and rests\.$/, '之前运行太久，正在暂停，一分钟后再试。'],
  [/^It threw null, as/, '抛出了 null，通常是内存已用尽。'],
  [/^It threw something at line (\d+)\.$/, '第 {1} 行抛出了异常。'],
  [/^It threw (\w+) at line (\d+)\.$/, '第 {2} 行出错：{1}。'],
  [/^It threw (\w+)\.$/, '出错：{1}。'],
];
