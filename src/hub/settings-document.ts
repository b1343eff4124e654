import type { Instant } from '../kernel/clock.ts';
import type { RecordFacts } from './records.ts';
import type { Refusal } from './refusal.ts';
import type { CommandHandler, FactSource, UnitOfWork } from './unit-of-work.ts';

/** The settings of a room that are one document: a table with a single row, `id` = 'rules'. */
export interface SettingsDocument<Content> {
  readonly id: 'rules';
  readonly version: number;
  readonly content: Content;
  readonly changedAt: Instant;
}

/** The document in force, or what holds until somebody puts one. The decision has named 'rules' by then. */
export function settingsInForce<Content>(
  facts: RecordFacts<SettingsDocument<Content>>,
  otherwise: Content,
): Content {
  return facts.find('rules')?.content ?? otherwise;
}

/** The command that puts a document of settings; its event says how it was before and is after. */
export function putSettingsHandler<Content>(options: {
  /** put_return_rules. */
  readonly kind: string;
  /** return_rules: of the event and its subject. */
  readonly noun: string;
  readonly source: FactSource<RecordFacts<SettingsDocument<Content>>>;
  /** What is wrong with a document that its contract has let in; null: nothing. */
  readonly judge: (content: Content, unit: UnitOfWork) => Refusal | null;
}): CommandHandler<Content> {
  const { kind, noun, source, judge } = options;
  return {
    kind,
    need: (_command, unit) => unit.facts(source).need('rules'),
    decide({ body: content, receivedAt: changedAt }, unit) {
      const wrong = judge(content, unit);
      if (wrong !== null) return wrong;
      const facts = unit.facts(source);
      const before = facts.find('rules');
      if (before === undefined) facts.add({ id: 'rules', version: 1, content, changedAt });
      else facts.change({ ...before, content, changedAt });
      unit.emit({
        type: `${noun}.put`,
        subject: `${noun}/rules`,
        occurredAt: changedAt,
        data: JSON.stringify({ before: before?.content ?? null, after: content }),
      });
      return { kind: 'accepted', status: 200, body: JSON.stringify(content) };
    },
  };
}
