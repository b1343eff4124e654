/**
 * What stands in the realm before code is read: JavaScript for QuickJS, never for Node.js. It takes away what
 * would make two runs differ (the clock, chance, the time zone of the machine, garbage collection that can be
 * watched) and what would turn text into code, and gives the function that calls `decide`.
 */
export const REALM = `'use strict';
(() => {
  const { parse, stringify } = JSON;
  const { defineProperty, getPrototypeOf } = Object;
  const PlainDate = Date;
  const PlainPromise = Promise;
  const PlainString = String;
  const { isArray } = Array;
  const { isFinite } = Number;
  const { apply } = Reflect;
  const isoText = PlainDate.prototype.toISOString;
  const momentOf = PlainDate.prototype.getTime;

  const replace = (holder, name, value) =>
    defineProperty(holder, name, { value, writable: true, configurable: true, enumerable: false });

  // Text never becomes code: what was judged when it was submitted is all that there is.
  const noCode = function () {
    throw new TypeError('no text is turned into code here');
  };
  for (const made of [function () {}, function* () {}, async function () {}, async function* () {}]) {
    const prototype = getPrototypeOf(made);
    replace(prototype, 'constructor', noCode);
    if (made instanceof Function) noCode.prototype = Function.prototype;
  }
  replace(globalThis, 'Function', noCode);
  replace(globalThis, 'eval', noCode);
  for (const name of ['SharedArrayBuffer', 'WeakRef', 'FinalizationRegistry']) {
    delete globalThis[name];
  }

  // The moment of the run is all the time there is, and everything is in UTC.
  let now = null;
  const given = () => {
    if (now === null) throw new TypeError('the time is known only within decide');
    return now;
  };
  const ISO = /^\\d{4}-\\d\\d(-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)?)?)?$/;
  const momentIn = (text) => {
    const match = ISO.exec(text);
    if (match === null) return NaN;
    return PlainDate.parse(match[2] !== undefined && match[5] === undefined ? text + 'Z' : text);
  };
  const InUtc = function Date(...parts) {
    if (new.target === undefined) return apply(isoText, new PlainDate(given()), []);
    const [first] = parts;
    const moment =
      parts.length === 0
        ? given()
        : parts.length > 1
          ? PlainDate.UTC(...parts)
          : typeof first === 'string'
            ? momentIn(first)
            : first instanceof PlainDate
              ? apply(momentOf, first, [])
              : Number(first);
    return Reflect.construct(PlainDate, [moment], new.target);
  };
  InUtc.prototype = PlainDate.prototype;
  replace(InUtc, 'now', () => given());
  replace(InUtc, 'UTC', PlainDate.UTC);
  replace(InUtc, 'parse', (text) => momentIn(PlainString(text)));
  const dates = PlainDate.prototype;
  replace(dates, 'constructor', InUtc);
  for (const part of ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds', 'Day']) {
    replace(dates, 'get' + part, dates['getUTC' + part]);
    if (part !== 'Day') replace(dates, 'set' + part, dates['setUTC' + part]);
  }
  replace(dates, 'getTimezoneOffset', () => 0);
  delete dates.getYear;
  delete dates.setYear;
  for (const name of ['String', 'DateString', 'TimeString', 'LocaleString', 'LocaleDateString', 'LocaleTimeString']) {
    replace(dates, 'to' + name, isoText);
  }
  replace(globalThis, 'Date', InUtc);

  // Chance comes from the run, so that a run that is taken again takes the same way (sfc32, by Chris Doty-Humphrey).
  let seed = null;
  replace(Math, 'random', () => {
    if (seed === null) throw new TypeError('chance is known only within decide');
    const [a, b, c, d] = seed;
    const sum = (a + b + d) | 0;
    seed = [b ^ (b >>> 9), (c + (c << 3)) | 0, ((c << 21) | (c >>> 11)) + sum | 0, (d + 1) | 0];
    return (sum >>> 0) / 4294967296;
  });

  let lines = null;
  let count = 0;
  replace(globalThis, 'log', (text) => {
    if (lines === null) throw new TypeError('nothing is logged here: the node does not say that it logs');
    if (count < 20) lines[(count += 1)] = PlainString(text);
  });

  // Of an answer only what is asked for is looked at, and copied where no prototype has a say. What is no plain value
  // stands as an empty object, which no value may be.
  const other = { __proto__: null };
  const plain = (value) =>
    typeof value === 'string' || typeof value === 'boolean' || isFinite(value) ? value : other;
  const isOne = (value) => typeof value !== 'object' && typeof value !== 'function';
  const copy = (value) => {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'bigint' || typeof value === 'symbol') return other;
    if (isOne(value)) return plain(value);
    const { minor, currency } = value;
    return typeof minor === 'number' && typeof currency === 'string'
      ? { __proto__: null, minor: plain(minor), currency }
      : other;
  };

  return (decide, request) => {
    const { inputs, moment, chance, names, logs } = parse(request);
    now = moment;
    seed = chance;
    lines = logs ? { __proto__: null } : null;
    const answer = decide(inputs);
    if (typeof answer !== 'object' || answer === null || isArray(answer) || answer instanceof PlainPromise) {
      return 'null';
    }
    const given = answer.values;
    const isGiven = given !== undefined && given !== null;
    if (isGiven && typeof given !== 'object') return 'null';
    const values = { __proto__: null };
    for (let index = 0; isGiven && index < names.length; index += 1) {
      const name = names[index];
      values[name] = copy(given[name]);
    }
    return stringify({ __proto__: null, output: copy(answer.output), values, lines });
  };
})()`;
