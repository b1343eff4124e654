import {
  createRecordSource,
  settingsInForce,
  type FactSource,
  type RecordFacts,
  type SettingsDocument,
  type UnitOfWork,
} from '../../hub/index.ts';
import { readActivePeople } from '../access/index.ts';
import type { OrderSources } from '../orders/index.ts';
import type { ExceptionRules } from '../../../contracts/exceptions.ts';
import type { Candidate } from './decide-owner.ts';
import type { ExceptionRecord } from './exception-record.ts';
import { DEFAULT_RULES } from './exception-rules.ts';
import * as sql from './exceptions.sql.ts';

/** Who could look at something, and how much they have to do; read only when somebody asks. */
export class DutyFacts {
  isNeeded = false;
  people: readonly Candidate[] = [];
  #read: readonly Candidate[] = [];

  keepRead(people: readonly Candidate[]): void {
    this.people = people;
    this.#read = people;
  }

  /** One more for this person, so that the next exception of the batch goes to another. */
  give(owner: string): void {
    this.people = this.people.map((person) =>
      `person/${person.login}` === owner ? { ...person, openCount: person.openCount + 1 } : person,
    );
  }

  /** Forgets what was given: everybody has to do what they had when it was read. */
  forgetMade(): void {
    this.people = this.#read;
  }
}

/** The sources that commands on exceptions read from. */
export interface ExceptionSources {
  readonly orders: OrderSources;
  readonly exceptions: FactSource<RecordFacts<ExceptionRecord>>;
  readonly rules: FactSource<RecordFacts<SettingsDocument<ExceptionRules>>>;
  readonly duty: FactSource<DutyFacts>;
}

/** The facts of one batch that commands on exceptions decide by. */
export interface ExceptionWorld {
  readonly unit: UnitOfWork;
  readonly exceptions: RecordFacts<ExceptionRecord>;
  readonly rulesInForce: ExceptionRules;
  readonly duty: DutyFacts;
}

/** Where facts about exceptions come from. */
export function createExceptionSources(orders: OrderSources): ExceptionSources {
  return {
    orders,
    exceptions: createRecordSource<ExceptionRecord>(sql.exceptions),
    rules: createRecordSource<SettingsDocument<ExceptionRules>>(sql.rules),
    duty: {
      name: 'duty',
      open: () => new DutyFacts(),
      async load(facts, _unit, run) {
        if (!facts.isNeeded) return;
        const people = await readActivePeople(run);
        const counts = await run<{ owner: string; open_count: number }>(sql.countByOwner, []);
        const open = new Map(counts.map((row) => [row.owner, row.open_count]));
        facts.keepRead(
          people.map(({ login, roles }) => ({
            login,
            roles,
            openCount: open.get(`person/${login}`) ?? 0,
          })),
        );
      },
      write: () => [],
    },
  };
}

/** Names what deciding on owners reads. */
export function needDuty(sources: ExceptionSources, unit: UnitOfWork): void {
  unit.facts(sources.duty).isNeeded = true;
  unit.facts(sources.rules).need('rules');
}

/** The facts of the batch at hand. */
export function exceptionWorldOf(sources: ExceptionSources, unit: UnitOfWork): ExceptionWorld {
  return {
    unit,
    exceptions: unit.facts(sources.exceptions),
    rulesInForce: settingsInForce(unit.facts(sources.rules), DEFAULT_RULES),
    duty: unit.facts(sources.duty),
  };
}
