import { isTimeZone, zoneOffsetMs } from '../../kernel/calendar.ts';
import {
  type Call,
  Complaint,
  type FunctionDefinition,
  overload,
  type Overload,
  runAll,
} from './function-model.ts';
import type { ProblemCode } from './messages.ts';
import { type Evaluator, ExpressionFailure, isMoment } from './values.ts';

const DAY_MS = 86_400_000;
const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/** A moment from RFC 3339, what is finer than a millisecond cut off; null for anything else. */
export function readTimestamp(text: string): number | null {
  if (!TIMESTAMP.test(text)) return null;
  const value = Date.parse(text.replace(/(\.\d{3})\d+/, '$1'));
  // JavaScript lets the 30th of February roll over into March; such a day is a mistake.
  const day = Number(text.slice(8, 10));
  const lastDay = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0));
  return isMoment(value) && day <= lastDay.getUTCDate() ? value : null;
}

/** A duration such as 1h30m, in whole milliseconds; null for anything else. */
export function readDuration(text: string): number | null {
  if (!/^-?(?:\d{1,12}(?:\.\d{1,9})?(?:h|ms|m|s))+$/.test(text)) return null;
  let total = 0;
  for (const [, figure, unit] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)) {
    total += Number(figure) * (UNIT_MS[unit as string] as number);
  }
  const whole = Math.round(total);
  if (!Number.isSafeInteger(whole)) return null;
  return text.startsWith('-') ? 0 - whole : whole;
}

/** Reads a text that is written in the expression at once, any other when it is there. */
function buildReading(
  read: (text: string) => number | null,
  complaint: ProblemCode,
  type: 'timestamp' | 'duration',
): (call: Call) => Evaluator | Complaint {
  return (call) => {
    const constant = call.arguments[0]?.constant;
    if (typeof constant === 'string') {
      const value = read(constant);
      return value === null ? new Complaint(complaint, 0) : () => value;
    }
    return runAll(call.arguments, call.place, ([text]: readonly [string]) => {
      const shown = text.slice(0, 40);
      return (
        (text.length <= 100 ? read(text) : null) ??
        new ExpressionFailure('invalid_conversion', call.place, { text: shown, type })
      );
    });
  };
}

/** A part of a calendar date and time of day, in UTC or in a time zone that is written there. */
function partOfMoment(
  name: string,
  docs: FunctionDefinition['docs'],
  example: string,
  part: (wall: Date) => number,
): FunctionDefinition {
  const inUtc = overload(
    ['timestamp'],
    'int',
    () =>
      ([moment]: readonly [number]) =>
        part(new Date(moment)),
  );
  const inZone: Overload = {
    parameters: ['timestamp', 'string'],
    result: 'int',
    build: ({ arguments: [moment, zone], place }) => {
      const timeZone = zone?.constant;
      if (moment === undefined || typeof timeZone !== 'string') {
        return new Complaint('text_wanted', 1);
      }
      if (!isTimeZone(timeZone)) return new Complaint('invalid_time_zone', 1);
      const outOfRange = new ExpressionFailure('moment_out_of_range', place);
      return runAll([moment], place, ([value]: readonly [number]) => {
        const wall =
          isMoment(value + DAY_MS) && isMoment(value - DAY_MS)
            ? value + zoneOffsetMs(timeZone, value)
            : NaN;
        return isMoment(wall) ? part(new Date(wall)) : outOfRange;
      });
    },
  };
  return { name, style: 'method', docs, example, overloads: [inUtc, inZone] };
}

function partOfDuration(unitMs: number): Overload {
  return overload(
    ['duration'],
    'int',
    () =>
      ([duration]: readonly [number]) =>
        Math.trunc(duration / unitMs) + 0,
  );
}

function withDuration(definition: FunctionDefinition, unitMs: number): FunctionDefinition {
  return {
    ...definition,
    overloads: [...definition.overloads, partOfDuration(unitMs)],
  };
}

function dayOfYear(wall: Date): number {
  const start = Date.UTC(wall.getUTCFullYear(), 0, 1);
  return Math.floor((wall.getTime() - start) / DAY_MS);
}

/** Moments and durations, named and counted as in CEL. */
export const TIME_FUNCTIONS: readonly FunctionDefinition[] = [
  {
    name: 'timestamp',
    style: 'function',
    docs: {
      en: 'a moment, written with its offset or Z (UTC)',
      zh: '一个时刻，写明时差或 Z（UTC）',
    },
    example: "now >= timestamp('2026-11-11T00:00:00+08:00')",
    overloads: [
      {
        parameters: ['string'],
        result: 'timestamp',
        build: buildReading(readTimestamp, 'invalid_timestamp', 'timestamp'),
      },
    ],
  },
  {
    name: 'duration',
    style: 'function',
    docs: {
      en: "how long something takes: '90m', '36h', '1h30m'",
      zh: "时长：'90m'、'36h'、'1h30m'",
    },
    example: "now - order.placedAt > duration('48h')",
    overloads: [
      {
        parameters: ['string'],
        result: 'duration',
        build: buildReading(readDuration, 'invalid_duration', 'duration'),
      },
    ],
  },
  partOfMoment(
    'getFullYear',
    { en: 'the year', zh: '年' },
    "now.getFullYear('Asia/Shanghai') == 2026",
    (wall) => wall.getUTCFullYear(),
  ),
  partOfMoment(
    'getMonth',
    { en: 'the month, January being 0', zh: '月，一月为 0' },
    "now.getMonth('Asia/Shanghai') == 10",
    (wall) => wall.getUTCMonth(),
  ),
  partOfMoment(
    'getDate',
    { en: 'the day of the month, from 1', zh: '几号，从 1 数起' },
    "now.getDate('Asia/Shanghai') == 11",
    (wall) => wall.getUTCDate(),
  ),
  partOfMoment(
    'getDayOfMonth',
    { en: 'the day of the month, from 0', zh: '当月第几天，从 0 数起' },
    "now.getDayOfMonth('Asia/Shanghai') == 0",
    (wall) => wall.getUTCDate() - 1,
  ),
  partOfMoment(
    'getDayOfWeek',
    { en: 'the day of the week, Sunday being 0', zh: '星期几，星期日为 0' },
    "now.getDayOfWeek('Asia/Shanghai') in [0, 6]",
    (wall) => wall.getUTCDay(),
  ),
  partOfMoment(
    'getDayOfYear',
    { en: 'the day of the year, from 0', zh: '一年中的第几天，从 0 数起' },
    "now.getDayOfYear('Asia/Shanghai') < 31",
    dayOfYear,
  ),
  withDuration(
    partOfMoment(
      'getHours',
      { en: 'the hour of the day; of a duration all of its hours', zh: '几点；时长则为其总小时数' },
      "now.getHours('Asia/Shanghai') >= 9",
      (wall) => wall.getUTCHours(),
    ),
    3_600_000,
  ),
  withDuration(
    partOfMoment(
      'getMinutes',
      {
        en: 'the minute of the hour; of a duration all of its minutes',
        zh: '几分；时长则为其总分钟数',
      },
      "now.getMinutes('Asia/Shanghai') < 30",
      (wall) => wall.getUTCMinutes(),
    ),
    60_000,
  ),
  withDuration(
    partOfMoment(
      'getSeconds',
      {
        en: 'the second of the minute; of a duration all of its seconds',
        zh: '几秒；时长则为其总秒数',
      },
      'now.getSeconds() == 0',
      (wall) => wall.getUTCSeconds(),
    ),
    1_000,
  ),
  withDuration(
    partOfMoment(
      'getMilliseconds',
      {
        en: 'the millisecond of the second; of a duration all of its milliseconds',
        zh: '毫秒；时长则为其总毫秒数',
      },
      'now.getMilliseconds() == 0',
      (wall) => wall.getUTCMilliseconds(),
    ),
    1,
  ),
];
