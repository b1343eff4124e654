import type { Pool } from 'pg';
import { JobFailure } from '../../platform/jobs/index.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { MailKind, PutNoticeTemplate } from '../../../contracts/notices.ts';
import { previewNotice } from './read-notices.ts';
import { messageIdOf, sendMail, type MailTransport } from './send-mail.ts';

/** A mail that somebody wants to see in their own mailbox. */
interface TestMail {
  readonly kind: MailKind;
  readonly language: string;
  /** One that is not put yet; without it, the one in force. */
  readonly template: PutNoticeTemplate | undefined;
  readonly recipient: string;
  /** Tells this mail from others. */
  readonly id: string;
}

/** Sends mails with a made-up order; null where no mail server is set up. */
export interface TestMailer {
  /** Sends one and answers its Message-ID, or why the server did not take it. */
  send(mail: TestMail): Promise<string | Refusal>;
}

/** What test mails go out by. */
export function createTestMailer(options: {
  readonly pool: Pool;
  readonly transport: MailTransport;
  readonly sender: string;
}): TestMailer {
  const { pool, transport, sender } = options;
  return {
    async send({ kind, language, template, recipient, id }) {
      const composed = await previewNotice(pool, kind, language, template);
      const messageId = messageIdOf(`test.${kind}`, id, sender);
      try {
        await sendMail(transport, { ...composed, sender, recipient }, messageId);
      } catch (error) {
        if (!(error instanceof JobFailure)) throw error;
        // The server's own words often repeat the address; its code says enough.
        const code = error.message.replace('mail: ', '');
        return refuse('mail_refused', `The mail server answered ${code}.`, { answer: code });
      }
      return messageId;
    },
  };
}
