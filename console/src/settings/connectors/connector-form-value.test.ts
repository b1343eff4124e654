import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hindranceOf, NEW_CONNECTOR, putConnectorOf } from './connector-form-value.ts';

const ERP = {
  ...NEW_CONNECTOR,
  code: 'erp',
  names: { en: ' ERP ', 'zh-CN': '' },
  url: 'https://erp.example/api',
};

test('only a queryable connector is sent with a path to ask by', () => {
  const kept = { ...ERP, queryPath: '/by-key/{key}' };
  assert.equal(putConnectorOf(kept).queryPath, null);
  assert.equal(putConnectorOf({ ...kept, repeat: 'queryable' }).queryPath, '/by-key/{key}');
  assert.deepEqual(putConnectorOf(kept).names, { en: 'ERP' });
  assert.equal(putConnectorOf({ ...kept, secretHeader: ' ' }).secretHeader, 'Authorization');
});

test('what is missing is said before it is sent', () => {
  assert.equal(hindranceOf(ERP), null);
  assert.equal(hindranceOf({ ...ERP, code: 'ERP' }), 'needsCode');
  assert.equal(hindranceOf({ ...ERP, names: {} }), 'needsName');
  assert.equal(hindranceOf({ ...ERP, url: 'erp.example' }), 'needsUrl');
  assert.equal(hindranceOf({ ...ERP, secretVariable: 'ERP' }), 'needsSecret');
  assert.equal(hindranceOf({ ...ERP, repeat: 'queryable', queryPath: '/by-key' }), 'needsQuery');
});
