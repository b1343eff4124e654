import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { guessKind, IMPORT_KINDS, kindOfMap } from './import-kinds.ts';

test('a file is known by its first line, in either language', () => {
  const guess = (text: string, name = 'file.csv') => guessKind(name, text);
  assert.equal(guess('Name,Email,Lineitem quantity,Lineitem name\n#1001'), 'shopify');
  assert.equal(guess('[{"id":1,"line_items":[]}]', 'orders.json'), 'woocommerce');
  assert.equal(guess('{"channel":"web","lines":[]}\n', 'orders.txt'), 'orders');
  assert.equal(guess('\ufeffWarehouse;SKU;Counted\n'), 'counts');
  assert.equal(guess('仓库,货号,数量,单号\n'), 'receipts');
  assert.equal(guess('仓库,货号,实盘数\n'), 'counts');
  assert.equal(guess('货号,名称,重量(千克)\n'), 'catalogue');
  assert.equal(guess('a,b,c\n'), null);
  assert.equal(guess('', 'orders.ndjson'), 'orders');
});

test('every kind names a map that comes with the program', () => {
  const maps = path.join(import.meta.dirname, '../../../../maps');
  for (const [name, { map }] of Object.entries(IMPORT_KINDS)) {
    if (map === '') continue;
    assert.ok(existsSync(path.join(maps, `${map}.json`)), map);
    assert.equal(kindOfMap(`${map} 3`), name);
  }
  assert.equal(kindOfMap('my-shop 1'), null);
});
