import type { Pool } from 'pg';
import type { Transporter } from 'nodemailer';
import { JobFailure } from '../../platform/jobs/index.ts';
import { runStatement } from '../../platform/postgres/index.ts';
import type { ComposedNotice } from './compose-notice.ts';
import * as sql from './notices.sql.ts';

/** What mails go out through. */
export type MailTransport = Pick<Transporter, 'sendMail'>;

/** A mail that goes out now. */
export interface OutgoingMail extends ComposedNotice {
  readonly sender: string;
  readonly recipient: string;
  readonly language: string;
}

/** The Message-ID of the mail that an event is the moment of: the same at every attempt, so that twins show. */
export function messageIdOf(kind: string, eventId: string, sender: string): string {
  const domain = /@([A-Za-z0-9.-]+)/.exec(sender)?.[1] ?? 'linchpin.invalid';
  return `<${kind}.${eventId}@${domain}>`;
}

/** @throws JobFailure with the server's code, never with its words: they often repeat the address */
export async function sendMail(
  transport: MailTransport,
  mail: OutgoingMail,
  messageId: string,
): Promise<void> {
  try {
    await transport.sendMail({
      from: mail.sender,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.bodyText,
      html: mail.bodyHtml,
      messageId,
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
    });
  } catch (error) {
    const { responseCode, code } = error as { responseCode?: number; code?: string };
    // 5xx to the envelope or the message is about this mail; everything else may pass.
    const isFinal = (code === 'EENVELOPE' || code === 'EMESSAGE') && (responseCode ?? 0) >= 500;
    throw new JobFailure(
      `mail: ${code ?? 'failed'}${responseCode === undefined ? '' : ` ${responseCode}`}`,
      { isFinal },
    );
  }
}

/** The names of SKUs in a language, else as they are called anywhere. */
export async function skuNamesIn(
  pool: Pool,
  language: string,
  lines: readonly { readonly sku: string }[],
): Promise<Map<string, string>> {
  const rows = await runStatement<{ code: string; name: string; names: Record<string, string> }>(
    pool,
    sql.readSkuNames,
    [[...new Set(lines.map(({ sku }) => sku))]],
  );
  return new Map(rows.map(({ code, name, names }) => [code, names[language] ?? name]));
}
