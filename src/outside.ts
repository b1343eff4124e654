import type { Pool } from 'pg';
import { viewOf } from './api/views.ts';
import type { EventConsumer, JobTask } from './hub/index.ts';
import { EFFECT_TASK, performEffectTask } from './flows/index.ts';
import { HOUR_MS, type Clock, type Instant } from './kernel/clock.ts';
import type { IdSource } from './kernel/ids.ts';
import { MAIL_SUPPLIER } from './modules/fulfilment/index.ts';
import {
  createMailTransport,
  createNoticeConsumer,
  createPlainMailer,
  createTestMailer,
  createWebhookConsumer,
  deleteOldDeliveries,
  DELIVER_WEBHOOK,
  deliverWebhookTask,
  mailSupplierTask,
  SEND_NOTICE,
  sendNoticeTask,
  type TestMailer,
} from './modules/notices/index.ts';

/** How the outside is reached; from environment variables, since logins may be among it. */
export interface OutsideSettings {
  /** smtp: or smtps: URL with login; null: no mails go out. */
  readonly smtpUrl: string | null;
  readonly mailSender: string;
  /** True where webhooks may lead to private addresses: for tests, and where receivers stand next door. */
  readonly mayBePrivate: boolean;
  /** True where flows may call systems at private addresses: for tests, and where an ERP stands next door. */
  readonly connectorsMayBePrivate: boolean;
}

/** What acts on events and carries out jobs. */
export interface Outside {
  readonly consumers: readonly EventConsumer[];
  readonly tasks: Readonly<Record<string, JobTask>>;
  readonly chores: readonly {
    readonly name: string;
    readonly everyMs: number;
    run(pool: Pool, now: Instant): Promise<void>;
  }[];
  /** Sends mails for people to look at; null: there is no mail server. */
  readonly testMailer: TestMailer | null;
  /** Ends the connections that are kept. */
  close(): void;
}

/** Reads the settings of the outside: LINCHPIN_SMTP_URL, LINCHPIN_MAIL_FROM, LINCHPIN_WEBHOOKS_PRIVATE=allow, LINCHPIN_CONNECTORS_PRIVATE=allow. */
export function outsideSettings(environment: NodeJS.ProcessEnv = process.env): OutsideSettings {
  const smtpUrl = environment['LINCHPIN_SMTP_URL'] ?? '';
  return {
    smtpUrl: smtpUrl === '' ? null : smtpUrl,
    mailSender: environment['LINCHPIN_MAIL_FROM'] ?? 'Linchpin <linchpin@localhost>',
    mayBePrivate: environment['LINCHPIN_WEBHOOKS_PRIVATE'] === 'allow',
    connectorsMayBePrivate: environment['LINCHPIN_CONNECTORS_PRIVATE'] === 'allow',
  };
}

/** Puts together what touches the outside: the server and the simulation run the same. */
export function assembleOutside(
  given: {
    readonly pool: Pool;
    readonly clock: Clock;
    readonly ids: IdSource;
    /** The secret under a name of the environment; undefined: there is none. */
    readonly secretOf: (name: string) => string | undefined;
    /** The customer's page of an order, where its address is known. */
    readonly trackingUrlOf?: (orderId: number) => string | null;
  },
  settings: OutsideSettings,
): Outside {
  const { pool } = given;
  const { smtpUrl, mailSender, mayBePrivate, connectorsMayBePrivate } = settings;
  const transport = smtpUrl === null ? null : createMailTransport(smtpUrl);
  return {
    // Without a server nothing is made that could only wait for one.
    consumers: [
      createWebhookConsumer(pool),
      ...(transport === null ? [] : [createNoticeConsumer(pool)]),
    ],
    tasks: {
      [DELIVER_WEBHOOK]: deliverWebhookTask({
        ...given,
        mayBePrivate,
        seenAs: (role, data) => viewOf([role]).text(data),
      }),
      [EFFECT_TASK]: performEffectTask({
        ...given,
        mayBePrivate: connectorsMayBePrivate,
        mailer: transport === null ? null : createPlainMailer({ transport, sender: mailSender }),
      }),
      // Without a server the purchase order says so, and somebody looks at it.
      [MAIL_SUPPLIER]: mailSupplierTask({ ...given, transport, sender: mailSender }),
      ...(transport === null
        ? {}
        : { [SEND_NOTICE]: sendNoticeTask({ ...given, transport, sender: mailSender }) }),
    },
    chores: [{ name: 'old deliveries', everyMs: HOUR_MS, run: deleteOldDeliveries }],
    testMailer:
      transport === null ? null : createTestMailer({ pool, transport, sender: mailSender }),
    close: () => transport?.close(),
  };
}
