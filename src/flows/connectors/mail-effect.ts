import type { JobContext } from '../../hub/index.ts';
import type { PlainMailer } from '../../modules/notices/index.ts';
import { JobFailure } from '../../platform/jobs/index.ts';
import type { Effect } from './effect.ts';
import type { SettledByJob } from './settled.ts';

/** The connector that is the mail server of the house: nobody sets it up. */
export const MAIL_CONNECTOR = 'mail';

/** One address, and nothing that a mail server would take for more of them. */
const ADDRESS = /^[^\s@,;:<>()"\\]{1,64}@[^\s@,;:<>()"\\]{1,190}$/;

type Settled = Omit<SettledByJob, 'effectId'>;

/**
 * Sends what a flow writes.
 * @throws JobFailure when it is to be tried again
 */
export async function sendByMail(
  mailer: PlainMailer | null,
  { id, request }: Effect,
  { attempt, attemptsMax }: JobContext,
): Promise<Settled> {
  const failed = (reason: string): Settled => ({ outcome: 'failed', values: null, reason });
  if (mailer === null) {
    return failed('There is no mail server: start Linchpin with LINCHPIN_SMTP_URL.');
  }
  const { to, subject, text, language } = request.body as Readonly<Record<string, string>>;
  if (to === undefined || !ADDRESS.test(to)) return failed('It goes to no mail address.');
  const mail = {
    recipient: to,
    subject: subject ?? '',
    text: text ?? '',
    language: language ?? 'en',
  };
  try {
    await mailer.send(mail, id);
  } catch (error) {
    if (!(error instanceof JobFailure)) throw error;
    if (error.isFinal) return failed(error.message);
    if (attempt < attemptsMax) throw error;
    return { outcome: 'unsure', values: null, reason: error.message };
  }
  return { outcome: 'done', values: {}, reason: null };
}
