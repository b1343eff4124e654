import { sayMessage, type MessageParameters } from '../../../../contracts/expression-messages.ts';
import type { FlowProblem } from '../flow-queries.ts';

/** What the server says of an expression: in English, with what a translation is filled with. */
interface Said {
  readonly code: string;
  readonly message: string;
  readonly parameters: MessageParameters;
}

/** The sentence in the reader's language, from the catalogue of both; a code that stands in none is said by the server. */
export function sayExpression(language: string, said: Said): string {
  const inChinese = language === 'zh-CN' ? sayMessage('zh-CN', said) : null;
  return inChinese ?? said.message;
}

/** What is wrong within the expression of a problem; empty: the server has not told. */
export function sayReason(language: string, { reason }: Pick<FlowProblem, 'reason'>): string {
  if (reason === undefined) return '';
  return sayMessage(language === 'zh-CN' ? 'zh-CN' : 'en', reason) ?? '';
}
