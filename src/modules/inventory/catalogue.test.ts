import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnitOfWork, type RunStatement } from '../../hub/index.ts';
import { createCatalogueSource, type SkuRow } from './catalogue.ts';
import * as sql from './catalogue.sql.ts';

test('[I39] a bundle whose parts could not be read is read again together with them', async () => {
  const source = createCatalogueSource();
  let broken = true;
  const read = async (codes: readonly string[]): Promise<unknown[]> => {
    if (codes.includes('CUP') && broken) {
      broken = false;
      throw new Error('the connection broke');
    }
    return codes.map((code, index) => rowOf(code, index));
  };
  const run = ((statement: unknown, values: readonly string[]) =>
    statement === sql.readSkusByCode
      ? read((values[0] ?? '').replace(/[{}"]/g, '').split(','))
      : Promise.resolve([])) as unknown as RunStatement;
  const load = async (): Promise<boolean> => {
    const unit = new UnitOfWork([], () => 'event');
    const facts = unit.facts(source);
    facts.needSkuCode('TEA-SET');
    await source.load(facts, unit, run, 'optimistic');
    return facts.sku('TEA-SET') !== undefined && facts.sku('CUP') !== undefined;
  };
  await assert.rejects(load, /connection broke/);
  assert.equal(await load(), true);
});

function rowOf(code: string, index: number): SkuRow {
  const id = code === 'TEA-SET' ? 1 : 2 + index;
  const components = code === 'TEA-SET' ? { parts: [{ sku: 'CUP', quantity: 4 }] } : null;
  return { id, code, name: code, components } as unknown as SkuRow;
}
