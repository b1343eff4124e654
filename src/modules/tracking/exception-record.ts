import { instantToText, type Instant } from '../../kernel/clock.ts';
import { SUGGESTIONS, type Exception, type Suggestion } from '../../../contracts/exceptions.ts';

/** Something that suffers from a cause. */
export interface Subject {
  /** kind/name: order/100001, job/17, sku/TEA-01. */
  readonly subject: string;
  readonly orderId: number | null;
  /** Since when, as text. */
  readonly since: string;
}

/** Something that needs a look. */
export interface Raised {
  readonly kind: string;
  /** What those have in common that have one cause: job_failed/send_mail. */
  readonly causeKey: string;
  readonly subject: string;
  readonly orderId: number | null;
  readonly channel: string | null;
  readonly location: string | null;
  readonly severity: number;
  readonly suggestion: Suggestion;
  /** What is known of the cause; of the first subject when there are several. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Something that is stuck, failed or contradicts itself. Those with one cause are one exception. */
export interface ExceptionRecord {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly state: 'open' | 'resolved';
  readonly openKey: string | null;
  readonly severity: number;
  readonly subjects: readonly Subject[];
  readonly subjectCount: number;
  readonly channel: string | null;
  readonly location: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly suggestion: Suggestion;
  readonly owner: string;
  readonly chain: readonly { readonly owner: string; readonly afterMinutes: number }[];
  readonly level: number;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  /** The next escalation, or the end of a rest. */
  readonly nextDeadlineAt: Instant | null;
  readonly snoozedUntil: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly resolvedBy: string | null;
  readonly resolution: string | null;
  readonly notes: readonly { readonly at: string; readonly by: string; readonly text: string }[];
}

const textOrNull = (instant: Instant | null) => (instant === null ? null : instantToText(instant));

/** An exception as answers, lists and events show it. */
export function viewException(record: ExceptionRecord): Exception {
  return {
    id: record.id,
    kind: record.kind,
    state: record.state,
    version: record.version,
    severity: record.severity,
    subjects: record.subjects.map(({ subject, orderId, since }) => ({
      subject,
      orderId: orderId === null ? null : String(orderId),
      since,
    })),
    subjectCount: record.subjectCount,
    channel: record.channel,
    location: record.location,
    facts: { ...record.facts },
    suggestion: { code: record.suggestion, ...SUGGESTIONS[record.suggestion] },
    owner: record.owner,
    level: record.level,
    openedAt: instantToText(record.openedAt),
    dueAt: instantToText(record.dueAt),
    escalatesAt: record.snoozedUntil === null ? textOrNull(record.nextDeadlineAt) : null,
    snoozedUntil: textOrNull(record.snoozedUntil),
    resolvedAt: textOrNull(record.resolvedAt),
    resolvedBy: record.resolvedBy,
    resolution: record.resolution,
    notes: record.notes.map((note) => ({ ...note })),
  };
}
