import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { noDocuments, type SendableDocument } from '../modules/partners/index.ts';
import { ImportWork, type MappedFile } from './import-work.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'linchpin-work-'));
after(() => rmSync(folder, { recursive: true }));

const document = (key: string): SendableDocument => ({
  key,
  kind: 'order',
  lines: [Number(key) + 1],
  body: {},
});
const mapped: MappedFile = {
  rowsRead: 6,
  rows: { ...noDocuments(), order: 5, rejected: 1 },
  documents: { ...noDocuments(), order: 5 },
  linesMatched: 0,
  linesUnmatched: 0,
  setup: {},
};

async function startWork(id: string): Promise<ImportWork> {
  const work = new ImportWork(folder, id);
  const spools = await work.startMapping();
  for (const key of ['1', '2', '3', '4', '5']) spools.addDocument(document(key));
  spools.addRejection({ line: 7, reason: 'bad' });
  await spools.finish(mapped);
  return work;
}

test('[C15] a mapping that was killed counts for nothing, a finished one is found again', async () => {
  const killed = new ImportWork(folder, 'killed');
  (await killed.startMapping()).addDocument(document('1'));
  assert.equal(await killed.readMapped(), null);
  await startWork('done');
  assert.deepEqual(await new ImportWork(folder, 'done').readMapped(), mapped);
});

test('[C15] an import goes on behind what was acknowledged, each server by itself', async () => {
  const work = await startWork('continued');
  assert.equal(await work.readProgress('a'), null);
  await work.saveProgress(
    'a',
    { acknowledged: 2, verdicts: { 'order accepted': 2 }, failures: 0 },
    0,
    [],
  );
  const again = new ImportWork(folder, 'continued');
  assert.equal((await again.readProgress('a'))?.acknowledged, 2);
  assert.equal(await again.readProgress('b'), null);
  const pieces = await Array.fromAsync(again.readDocuments(2, 2));
  assert.deepEqual(
    pieces.map((piece) => piece.map(({ key }) => key)),
    [['3', '4'], ['5']],
  );
});

test('[C15] a piece that is sent again counts its refusals once', async () => {
  const work = await startWork('refused');
  const progress = { acknowledged: 2, verdicts: {}, failures: 0 };
  await work.saveProgress('a', progress, 0, [
    { line: 2, reason: 'no' },
    { line: 3, reason: 'no' },
  ]);
  await work.saveProgress('a', progress, 0, [{ line: 2, reason: 'no' }]);
  await work.saveProgress('b', progress, 0, [{ line: 4, reason: 'elsewhere' }]);
  assert.deepEqual(
    [...(await work.readReasons('a'))],
    [
      [7, 'bad'],
      [2, 'no'],
    ],
  );
  assert.deepEqual([...(await work.readReasons(null))], [[7, 'bad']]);
  await work.remove();
  assert.ok(!existsSync(path.join(folder, 'imports', 'refused')));
});
