import type { OrderRecord } from '../../modules/orders/index.ts';
import type { FormValues } from '../../../contracts/forms.ts';
import type { Facts } from '../components/index.ts';
import type { CompiledFlow, RunState } from '../engine/index.ts';
import { withheldFrom } from '../policy/index.ts';
import { judgeAnswers } from '../tasks.ts';

/** What running a flow comes to. */
type Progress = Omit<RunState, 'asked'>;

/** So short a text may be a piece of what is to be withheld. */
const KNOWN_LENGTH_MIN = 10;

/** What whoever calls has said, and the number of the order in its channel. */
export function knownTexts(order: OrderRecord | undefined, about: Facts | undefined): string[] {
  const input = Object.values((about?.['input'] ?? {}) as FormValues).map(String);
  const texts = order === undefined ? input : [...input, order.externalId];
  return texts.filter((text) => text.length >= KNOWN_LENGTH_MIN);
}

/** A run that ends without the answer that its endpoint promises, or with one that nobody may be told, has failed. */
export function judgedAnswer(
  { trigger }: CompiledFlow,
  progress: Progress,
  known: () => readonly string[],
): Progress {
  const { tokens, failures, outcome } = progress;
  if (trigger.kind !== 'api' || tokens.length > 0 || failures.length > 0) return progress;
  if (outcome?.kind !== 'continue') return progress;
  const wrong = judgeAnswers(trigger.output, { ...outcome.answer } as FormValues);
  if (wrong !== null) {
    const { field: name, message } = wrong;
    const code = outcome.answer?.[name] === undefined ? 'answer_lacks' : 'answer_wrong';
    const reason = { code, parameters: { name } };
    const failure = { code: 'wrong_answer', message, reason, node: 'answer' } as const;
    return { ...progress, failures: [failure] };
  }
  const withheld = withheldFrom(outcome.answer ?? {}, known());
  if (withheld === null) return progress;
  const message = `${withheld.name} would tell: ${withheld.title}.`;
  const reason = { code: 'answer_withheld', parameters: { name: withheld.name } };
  const failure = { code: 'answer_withheld', message, reason, node: 'answer' } as const;
  // What was withheld is not kept either.
  return { ...progress, outcome: { kind: 'continue' }, failures: [failure] };
}
