import type { FlowTask } from '../client/contract.generated.d.ts';

type Form = FlowTask['form'];
export type TaskField = Form['properties'][string];
export type TaskAnswers = NonNullable<FlowTask['answers']>;
/** What was filled in so far; undefined: nothing. */
export type FilledIn = Readonly<Record<string, TaskAnswers[string] | undefined>>;

/** What is sent: without what was left empty. */
export function answersOf(filled: FilledIn): TaskAnswers {
  return Object.fromEntries(
    Object.entries(filled).flatMap(([name, value]) =>
      value === undefined || (typeof value === 'string' && value.trim() === '')
        ? []
        : [[name, value] as const],
    ),
  );
}

/** Fields that have to be filled in and are not. */
export function missingIn(
  { required = [] }: { readonly required?: readonly string[] },
  filled: FilledIn,
): readonly string[] {
  const answers = answersOf(filled);
  return required.filter((name) => answers[name] === undefined);
}
