import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeImports, MODULES, ROOMS, roomOf } from './rooms.ts';
import { parseSourceFile } from './source-code.ts';

const ALLOWED: readonly (readonly [importer: string, specifier: string])[] = [
  ['src/kernel/ids.ts', 'node:crypto'],
  ['src/kernel/ids.ts', './clock.ts'],
  ['src/platform/telemetry.ts', '../kernel/clock.ts'],
  ['src/platform/postgres/testing.ts', '../../../db/migrate.ts'],
  ['src/hub/loop.ts', '../platform/postgres/index.ts'],
  ['src/modules/sourcing/rank.ts', '../inventory/index.ts'],
  ['src/modules/sourcing/rank.ts', './filter/by-stock.ts'],
  ['src/modules/orders/place-order.ts', '../../../contracts/orders.ts'],
  ['src/modules/orders/place-order.pg.test.ts', '../../../db/migrate.ts'],
  ['src/modules/orders/place-order.pg.test.ts', '../../platform/postgres/testing.ts'],
  ['src/flows/compile.ts', '../modules/orders/index.ts'],
  ['src/api/server.ts', '../flows/index.ts'],
  ['src/main.ts', './api/index.ts'],
  ['src/main.ts', '../db/migrate.ts'],
  ['src/main.ts', '../package.json'],
  ['src/all-statements.pg.test.ts', './modules/orders/orders.sql.ts'],
  ['contracts/orders.ts', 'typebox'],
  ['contracts/orders.ts', 'typebox/value'],
  ['simulation/world.ts', '../src/modules/orders/decide.ts'],
  ['bench/intake.ts', '../simulation/world.ts'],
  ['tools/check.ts', '../bench/main.ts'],
  ['console/src/orders.tsx', '../../contracts/orders.ts'],
];

const REFUSED: readonly (readonly [importer: string, specifier: string, told: RegExp])[] = [
  ['src/kernel/ids.ts', 'pino', /takes? what is needed as an argument|imports nothing/],
  ['src/kernel/ids.ts', '../platform/telemetry.ts', /imports nothing of ours/],
  ['src/platform/telemetry.ts', '../hub/index.ts', /knows no business/],
  ['src/platform/postgres/pool.ts', '../../../db/migrate.ts', /knows no business/],
  ['src/hub/loop.ts', '../modules/orders/index.ts', /neither modules nor contracts/],
  ['src/modules/sourcing/rank.ts', '../orders/index.ts', /sourcing stands below orders/],
  ['src/modules/sourcing/rank.ts', '../inventory/position.ts', /one door: .*inventory\/index\.ts/],
  ['src/modules/sourcing/rank.ts', '../../flows/index.ts', /write an event/],
  ['src/modules/billing/pay.ts', '../orders/index.ts', /billing is no module/],
  ['src/modules/orders/place-order.ts', '../../../db/migrate.ts', /write an event/],
  ['src/modules/orders/place-order.ts', '../../platform/postgres/testing.ts', /for tests only/],
  ['src/flows/compile.ts', '../modules/orders/place-order.ts', /one door/],
  ['src/api/server.ts', '../main.ts', /main\.ts hand over/],
  ['src/main.ts', '../simulation/world.ts', /await import/],
  ['src/main.ts', './modules/orders/place-order.ts', /one door/],
  ['contracts/orders.ts', 'node:fs', /browsers too/],
  ['contracts/orders.ts', '../src/kernel/money.ts', /browsers too/],
  ['db/migrate.ts', '../src/modules/orders/index.ts', /plain SQL/],
  ['simulation/world.ts', '../bench/main.ts', /drives src/],
  ['bench/intake.ts', '../tools/check.ts', /benches drive/],
  ['console/src/orders.tsx', '../../src/kernel/money.ts', /contracts and HTTP only/],
  ['src/kernel/ids.ts', '../../scripts/thing.ts', /no room of the house/],
];

for (const [importer, specifier] of ALLOWED) {
  test(`${importer} may import ${specifier}`, () =>
    assert.deepEqual(judge(importer, specifier), []));
}

for (const [importer, specifier, told] of REFUSED) {
  test(`${importer} may not import ${specifier}`, () => {
    const sentences = judge(importer, specifier);
    assert.equal(sentences.length, 1);
    assert.match(sentences[0] ?? '', told);
  });
}

test('main.ts may load the simulation lazily, others may not', () => {
  const text = "const world = await import('../simulation/world.ts');";
  assert.deepEqual(judgeImports(parseSourceFile('src/main.ts', text)), []);
  const elsewhere = text.replace('../', '../../');
  assert.equal(judgeImports(parseSourceFile('src/api/server.ts', elsewhere)).length, 1);
});

test('re-exports and types are imports too', () => {
  const text = "export * from '../hub/index.ts';\nimport type { A } from '../hub/index.ts';\n";
  assert.equal(judgeImports(parseSourceFile('src/kernel/ids.ts', text)).length, 2);
});

test('a folder that is no room is told so', () => {
  const sentences = judgeImports(parseSourceFile('src/things/a.ts', ''));
  assert.match(sentences[0] ?? '', /stands in no room/);
});

test('the table has no way upward: no room reaches itself', () => {
  const reaches = (from: string, seen: readonly string[]): void => {
    assert.ok(!seen.includes(from), `${[...seen, from].join(' -> ')} is a circle`);
    for (const next of ROOMS[from as keyof typeof ROOMS].imports) reaches(next, [...seen, from]);
  };
  for (const room of Object.keys(ROOMS)) reaches(room, []);
});

test('every module stands in its room', () => {
  for (const name of MODULES) assert.equal(roomOf(`src/modules/${name}/index.ts`), 'modules');
});

function judge(importer: string, specifier: string): string[] {
  return judgeImports(parseSourceFile(importer, `import '${specifier}';\n`));
}
