import type { Pool } from 'pg';
import type { OpenRooms } from '../flows/index.ts';
import type { Hub } from '../hub/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { Principals, TrackingLinks } from '../modules/access/index.ts';
import type { TestMailer } from '../modules/notices/index.ts';

/** Where the door writes what its keeper should know. */
export interface DoorLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** What every route of the API has at hand. */
export interface Door {
  readonly pool: Pool;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: DoorLog;
  readonly principals: Principals;
  /** Where browsers see this server, when that was set: behind a proxy we cannot know. */
  readonly publicUrl: URL | null;
  /** Reads an environment variable, where secrets of other systems stand. */
  readonly environment: (name: string) => string | undefined;
  /** Makes and opens the links of customers' pages; null: there is no secret to sign them with. */
  readonly trackingLinks: TrackingLinks | null;
  /** Sends mails for people to look at; null: no mail server is set up. */
  readonly testMailer: TestMailer | null;
  /** Puts the program's rooms together anew, for trials in memory. */
  readonly openRooms: OpenRooms;
  /** Aborted when the server begins to close: whoever keeps a connection open ends it then. */
  readonly stopping: AbortSignal;
}
