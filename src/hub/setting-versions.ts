import type { Instant } from '../kernel/clock.ts';
import { runStatement, type Queryable } from '../platform/postgres/index.ts';
import { createRecordSource, type Versioned } from './records.ts';
import { refuse } from './refusal.ts';
import { settingVersions } from './setting-versions.sql.ts';
import type { CommandHandler, Outcome } from './unit-of-work.ts';

interface SettingVersion extends Versioned {
  /** channel/web: the same wherever it is read and put. */
  readonly name: string;
  readonly changedAt: Instant;
}

/** How often each of the settings was put. Nothing is read of it but for commands that put settings. */
export const settingVersionSource = createRecordSource<SettingVersion>(settingVersions);

/**
 * A handler that counts the versions of the settings it puts, and refuses a command that expects another
 * version than the one that is there (`precondition_failed`). Settings that were never put have version 0.
 */
export function versioned<Body>(
  handler: CommandHandler<Body>,
  nameOf: (body: Body) => string,
): CommandHandler<Body> {
  return {
    ...handler,
    mayFollow: false,
    need(command, unit) {
      unit.facts(settingVersionSource).need(nameOf(command.body));
      handler.need(command, unit);
    },
    decide(command, unit): Outcome {
      const versions = unit.facts(settingVersionSource);
      const name = nameOf(command.body);
      const known = versions.find(name);
      const version = known?.version ?? 0;
      const { expectedVersion = version } = command;
      if (expectedVersion !== version) {
        return refuse(
          'precondition_failed',
          `${name} has version ${version}, not ${expectedVersion}.`,
          { field: 'If-Match', version },
        );
      }
      const outcome = handler.decide(command, unit);
      if (outcome.kind === 'refused') return outcome;
      if (known === undefined) {
        versions.add({ name, version: 1, changedAt: command.receivedAt });
      } else versions.change({ ...known, changedAt: command.receivedAt });
      return outcome;
    },
  };
}

/** The version of the settings of a name; 0: they were never put. */
export async function readSettingVersion(client: Queryable, name: string): Promise<number> {
  const [row] = await runStatement<{ version: number }>(client, settingVersions.read, [[name]]);
  return row?.version ?? 0;
}
