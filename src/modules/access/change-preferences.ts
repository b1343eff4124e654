import { instantToText } from '../../kernel/clock.ts';
import type { CommandHandler, FactSource } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import {
  PREFERENCE_BYTES_MAX,
  PREFERENCES_MAX,
  type PutPreference,
} from '../../../contracts/preferences.ts';
import type { AccessFacts } from './access-facts.ts';
import * as sql from './access.sql.ts';

interface NamedPreference {
  readonly login: string;
  readonly name: string;
}

/** put_preference: somebody keeps a choice of their own under a name, instead of what was kept there. */
export function putPreferenceHandler(
  access: FactSource<AccessFacts>,
): CommandHandler<NamedPreference & PutPreference> {
  return {
    kind: 'put_preference',
    need({ body }, unit) {
      unit.facts(access).needPreferencesOf(body.login);
    },
    decide({ body, receivedAt }, unit) {
      const { login, name } = body;
      const document = JSON.stringify(body.document);
      const bytes = Buffer.byteLength(document);
      if (bytes > PREFERENCE_BYTES_MAX) {
        return refuse(
          'invalid_request',
          `The document takes ${bytes} bytes; a preference takes ${PREFERENCE_BYTES_MAX} at most.`,
          { field: 'body/document' },
        );
      }
      const facts = unit.facts(access);
      const names = facts.preferencesOf(login);
      if (!names.has(name) && names.size >= PREFERENCES_MAX) {
        return refuse(
          'invalid_request',
          `${PREFERENCES_MAX} preferences are kept already: delete one first.`,
          { field: 'name' },
        );
      }
      names.add(name);
      facts.write({
        statement: sql.putPreference,
        values: [login, name, document, receivedAt],
      });
      // What was chosen is nobody else's business; that it changed is seen.
      unit.emit({
        type: 'preference.changed',
        subject: `person/${login}`,
        occurredAt: receivedAt,
        data: JSON.stringify({ login, name }),
      });
      const changedAt = instantToText(receivedAt);
      return {
        kind: 'accepted',
        status: 200,
        body: JSON.stringify({ name, document: body.document, changedAt }),
      };
    },
  };
}

/** delete_preference: nothing is chosen under a name any more. */
export function deletePreferenceHandler(
  access: FactSource<AccessFacts>,
): CommandHandler<NamedPreference> {
  return {
    kind: 'delete_preference',
    need({ body }, unit) {
      unit.facts(access).needPreferencesOf(body.login);
    },
    decide({ body, receivedAt }, unit) {
      const { login, name } = body;
      const facts = unit.facts(access);
      if (facts.preferencesOf(login).delete(name)) {
        facts.write({ statement: sql.deletePreference, values: [login, name] });
        unit.emit({
          type: 'preference.changed',
          subject: `person/${login}`,
          occurredAt: receivedAt,
          data: JSON.stringify({ login, name }),
        });
      }
      const answer = { name, document: null, changedAt: null };
      return { kind: 'accepted', status: 200, body: JSON.stringify(answer) };
    },
  };
}
