import { escapeHtml } from './render-template.ts';
import { messageIdOf, sendMail, type MailTransport } from './send-mail.ts';

/** A mail whose words somebody else has put together. */
export interface PlainMail {
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  /** Language tag. */
  readonly language: string;
}

/** Sends mails as they are given. */
export interface PlainMailer {
  /**
   * Sends one. The same identifier at every attempt, so that twins show.
   * @throws JobFailure with the server's code; final: it will never take this one
   */
  send(mail: PlainMail, id: string): Promise<void>;
}

/** What mails of flows go out by. */
export function createPlainMailer({
  transport,
  sender,
}: {
  readonly transport: MailTransport;
  readonly sender: string;
}): PlainMailer {
  return {
    async send({ recipient, subject, text, language }, id) {
      const bodyHtml = `<p>${escapeHtml(text).replaceAll('\n', '<br>\n')}</p>`;
      const mail = { sender, recipient, language, subject, bodyText: text, bodyHtml };
      await sendMail(transport, mail, messageIdOf('flow', id, sender));
    },
  };
}
