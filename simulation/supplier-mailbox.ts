import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import { SMTPServer } from 'smtp-server';
import { randomOf } from './at-work.ts';
import type { Violation } from './oracle.ts';

/** How often the server asks to come again, and how often it refuses a mail for good. */
const BUSY_CHANCE = 0.1;
const REFUSED_CHANCE = 0.04;
const BUSY = 451;
const REFUSED = 550;

/** The mail server of the suppliers: a real one, which is busy now and then and refuses some mails for good. */
export class SupplierMailbox {
  /** How often each mail came and was taken, by its Message-ID. */
  readonly taken = new Map<string, number>();
  readonly #seed: number;
  readonly #attempts = new Map<string, number>();
  readonly #server: SMTPServer;

  constructor(seed: number) {
    this.#seed = seed;
    this.#server = new SMTPServer({
      authOptional: true,
      closeTimeout: 50,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, _session, answer) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
        stream.on('end', () => answer(this.#take(Buffer.concat(chunks).toString())));
      },
    });
    // A sender that goes away in the middle is for the sender to notice.
    this.#server.on('error', () => undefined);
  }

  /** Listens on a port of this machine and answers the URL that mails go out by. */
  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server.server, 'listening');
    const { port } = this.#server.server.address() as AddressInfo;
    return `smtp://127.0.0.1:${port}/?ignoreTLS=true`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }

  #take(mail: string): Error | null {
    const id = /^message-id:\s*(\S+)/im.exec(mail)?.[1] ?? '';
    const attempt = (this.#attempts.get(id) ?? 0) + 1;
    this.#attempts.set(id, attempt);
    const luck = randomOf(`${this.#seed} mail ${id} ${attempt}`);
    const code = luck.chance(BUSY_CHANCE) ? BUSY : luck.chance(REFUSED_CHANCE) ? REFUSED : null;
    if (code !== null) return Object.assign(new Error('not now'), { responseCode: code });
    this.taken.set(id, (this.taken.get(id) ?? 0) + 1);
    return null;
  }

  /** Mails that are said to have gone out and never came, and those that came and that nobody knows of. */
  async findViolations(pool: Pool): Promise<Violation[]> {
    const { rows } = await pool.query<{ message_id: string }>(
      `select message_id from notices.sent_mail where kind like 'purchase_order%'`,
    );
    const known = new Set(rows.map(({ message_id }) => message_id));
    const lost = [...known].filter((id) => !this.taken.has(id));
    const unknown = [...this.taken.keys()].filter((id) => !known.has(id));
    return [
      ...lost.map((id) => `the mail ${id} is said to have been sent and never came`),
      ...unknown.map((id) => `the mail ${id} came, and nobody knows that it was sent`),
    ].map((found) => ({ check: 'supplier-mails', found }));
  }
}
