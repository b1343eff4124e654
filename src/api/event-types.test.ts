import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { EVENT_FAMILIES } from '../../contracts/event-types.ts';

const SOURCE = path.join(import.meta.dirname, '..');
/** What happens to people, keys and settings is for the audit; nobody is offered to have it sent elsewhere. */
const NOT_OFFERED = new Set([
  'allotment',
  'count_plan',
  'finding',
  'flow_connector',
  'identity_provider',
  'key',
  'login',
  'notice_setting',
  'notice_template',
  'payment_provider',
  'person',
  'preference',
  'safety_stock_rule',
  'session',
  'sourcing_weights',
  'webhook',
]);

const code = globSync('{modules,hub,flows}/**/*.ts', { cwd: SOURCE })
  .filter((file) => !/\.(test|testing)\.ts$/.test(file))
  .map((file) => readFileSync(path.join(SOURCE, file), 'utf8'))
  .join('\n');

test('[A95] every event that a module writes under its literal name is offered, or kept for the audit on purpose', () => {
  const offered = new Set(Object.values(EVENT_FAMILIES).flat());
  const written = [...code.matchAll(/\btype: '([a-z_]+\.[a-z_]+)'/g)].map(([, type = '']) => type);
  assert.ok(written.length > 50, String(written.length));
  const missing = written.filter(
    (type) => !offered.has(type) && !NOT_OFFERED.has(type.split('.')[0] ?? ''),
  );
  assert.deepEqual([...new Set(missing)], []);
});

test('[A95] what is offered stands under its own beginning, and its name stands in the code that writes it', () => {
  for (const [family, types] of Object.entries(EVENT_FAMILIES)) {
    for (const type of types) {
      assert.ok(type.startsWith(`${family}.`), type);
      const verb = type.slice(family.length + 1);
      const part = verb.split('_').at(-1) ?? verb;
      assert.ok(
        code.includes(`'${type}'`) || code.includes(`'${verb}'`) || code.includes(`'${part}'`),
        type,
      );
    }
  }
});
