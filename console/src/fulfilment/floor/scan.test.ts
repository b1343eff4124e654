import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GROUP_SEPARATOR as GS, hasCheckDigit, isSku, nameOfScan, readScan } from './scan.ts';

test('a plain code stays what it is, without what the scanner puts around it', () => {
  for (const raw of [
    'APP-DL-CEL-CN',
    ' APP-DL-CEL-CN\r\n',
    ']C0APP-DL-CEL-CN',
    ']A0APP-DL-CEL-CN',
  ]) {
    const scan = readScan(raw);
    assert.equal(scan.text, 'APP-DL-CEL-CN', raw);
    assert.deepEqual([scan.sscc, scan.gtin, scan.lot, scan.serial], [null, null, null, null]);
  }
});

test('an SSCC is read announced, bracketed, with its identifier and bare', () => {
  const sscc = '304000010000000053';
  for (const raw of [`]C100${sscc}`, `(00)${sscc}`, `(00) ${sscc}`, `00${sscc}`, sscc]) {
    assert.equal(readScan(raw).sscc, sscc, raw);
  }
  assert.equal(readScan('304000010000000054').sscc, null, 'a wrong check digit is no SSCC');
});

test('item, day, lot and serial number are told apart in one string', () => {
  const expected = {
    gtin: '09506000134352',
    expiresOn: '2027-02-28',
    lot: 'AB-12',
    serial: 'SN 7/8',
  };
  const strings = [
    `]C101095060001343521727020010AB-12${GS}21SN 7/8`,
    `]d2${GS}01095060001343521727022810AB-12${GS}21SN 7/8`,
    `(01)09506000134352(17)270228(10)AB-12(21)SN 7/8`,
    `01095060001343521727022810AB-12${GS}21SN 7/8`,
  ];
  for (const raw of strings) {
    const { gtin, expiresOn, lot, serial } = readScan(raw);
    assert.deepEqual({ gtin, expiresOn, lot, serial }, expected, raw);
  }
});

test('an element of variable length ends at the separator or with the string', () => {
  const scan = readScan(`]C110LOT${GS}3012${GS}21X`);
  assert.deepEqual([scan.lot, scan.quantity, scan.serial], ['LOT', 12, 'X']);
  assert.equal(readScan(`]C121${'9'.repeat(20)}`).serial, '9'.repeat(20));
  assert.equal(readScan(`]C121${'9'.repeat(21)}`).serial, null, 'too long is not understood');
});

test('what cannot be taken apart is a plain code, and days that are none are left out', () => {
  const odd = readScan(`]C19912345`);
  assert.deepEqual([odd.text, odd.lot, odd.sscc], ['9912345', null, null]);
  assert.equal(readScan('(17)271399').expiresOn, null);
  assert.equal(readScan('(17)270230').expiresOn, null);
  assert.equal(readScan('1000432').lot, null, 'digits without an announcement');
});

test('a SKU is known by its code in any case, by AI 240 and by its trade item number', () => {
  assert.ok(isSku(readScan('tex-pc-snd-3'), 'TEX-PC-SND-3'));
  assert.ok(isSku(readScan(`]C1240TEX-PC-SND-3${GS}10L1`), 'TEX-PC-SND-3'));
  assert.ok(isSku(readScan('(01)09506000134352'), '9506000134352'));
  assert.ok(!isSku(readScan('TEX-PC-SND-4'), 'TEX-PC-SND-3'));
  assert.ok(!isSku(readScan('(01)09506000134352'), 'TEX-1'));
  assert.equal(nameOfScan(readScan('(01)09506000134352(21)1')), '09506000134352');
});

test('check digits are those of GS1', () => {
  assert.ok(hasCheckDigit('9506000134352'));
  assert.ok(!hasCheckDigit('9506000134353'));
});
