import { createTransport, type Transporter } from 'nodemailer';

const CONNECTION_MS_MAX = 10_000;
const ANSWER_MS_MAX = 20_000;
const CONNECTIONS_MAX = 4;

/** What mails go out through: the server of an smtp: or smtps: URL, over a few connections that are kept. */
export function createMailTransport(url: string): Transporter {
  return createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    connectionTimeout: CONNECTION_MS_MAX,
    greetingTimeout: CONNECTION_MS_MAX,
    socketTimeout: ANSWER_MS_MAX,
    // What a template or an order says is text: it names no file to read and no address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0]);
}
