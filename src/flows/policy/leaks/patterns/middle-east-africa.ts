import { digitsOf, isDay, isLuhn, isShortDay, numberAt, weighted } from '../check-digits.ts';
import { patternsOf } from '../pattern.ts';

const MONTH_DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';

function isShortDayAt(digits: readonly number[], start: number): boolean {
  return isShortDay(
    numberAt(digits, start, 2),
    numberAt(digits, start + 2, 2),
    numberAt(digits, start + 4, 2),
  );
}

function isIranianCode(text: string): boolean {
  const digits = digitsOf(text);
  const rest = weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  const isOneDigit = digits.every((digit) => digit === digits[0]);
  return !isOneDigit && (rest < 2 ? rest : 11 - rest) === digits[9];
}

function isEgyptianId(text: string): boolean {
  const digits = digitsOf(text);
  const century = digits[0] === 2 ? 1900 : 2000;
  return isDay(century + numberAt(digits, 1, 2), numberAt(digits, 3, 2), numberAt(digits, 5, 2));
}

function isKuwaitiId(text: string): boolean {
  const digits = digitsOf(text);
  const check = 11 - (weighted(digits, [2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11);
  return isShortDayAt(digits, 1) && check === digits[11];
}

export const MIDDLE_EASTERN_AND_AFRICAN_PATTERNS = patternsOf('national', [
  {
    id: 'il-identity-number',
    title: { en: 'Israeli identity number', zh: '以色列身份号' },
    near: ['teudat zehut', 'תעודת זהות', 'ת.ז', 'israeli id', 'mispar zehut'],
    pattern: '\\d{8}-?\\d',
    check: isLuhn,
  },
  {
    id: 'ae-emirates-id',
    title: { en: 'Emirates ID', zh: '阿联酋身份证号' },
    somewhere: ['784'],
    pattern: '784-?(?:19|20)\\d{2}-?\\d{7}-?\\d',
    check: isLuhn,
  },
  {
    id: 'sa-identity-number',
    title: { en: 'Saudi identity or residence number', zh: '沙特身份或居留号' },
    near: ['iqama', 'الهوية', 'رقم الهوية', 'saudi id', 'national id'],
    pattern: '[12]\\d{9}',
    check: isLuhn,
  },
  {
    id: 'kw-civil-id',
    title: { en: 'Kuwaiti civil ID', zh: '科威特民事号' },
    near: ['civil id', 'kuwait', 'البطاقة المدنية'],
    pattern: `[23]\\d{2}${MONTH_DAY}\\d{5}`,
    check: isKuwaitiId,
  },
  {
    id: 'qa-identity-number',
    title: { en: 'Qatari ID', zh: '卡塔尔身份号' },
    near: ['qid', 'qatar id', 'qatar'],
    pattern: '[23]\\d{2}\\d{3}\\d{5}',
  },
  {
    id: 'bh-personal-number',
    title: { en: 'Bahraini personal number (CPR)', zh: '巴林个人号' },
    near: ['bahrain', 'cpr'],
    pattern: '\\d{2}(?:0[1-9]|1[0-2])\\d{5}',
  },
  {
    id: 'ir-national-code',
    title: { en: 'Iranian national code', zh: '伊朗国民号' },
    near: ['کد ملی', 'کدملی', 'melli', 'iranian id', 'kode melli'],
    pattern: '\\d{3}-?\\d{6}-?\\d',
    check: isIranianCode,
  },
  {
    id: 'iq-identity-card',
    title: { en: 'Iraqi national card', zh: '伊拉克国民卡号' },
    near: ['iraqi id', 'البطاقة الوطنية', 'iraq'],
    pattern: '(?:19|20)\\d{10}',
  },
  {
    id: 'eg-identity-number',
    title: { en: 'Egyptian identity number', zh: '埃及身份号' },
    near: ['egyptian id', 'الرقم القومي', 'egypt', 'national id'],
    pattern: `[23]\\d{2}${MONTH_DAY}(?:0[1-4]|1[1-9]|2[1-9]|3[1-5]|88)\\d{5}`,
    check: isEgyptianId,
  },
  {
    id: 'za-identity-number',
    title: { en: 'South African identity number', zh: '南非身份号' },
    near: ['south african id', 'rsa id', 'id number', 'identity number', 'sa id'],
    pattern: `\\d{2}${MONTH_DAY}\\d{4}[01][89]\\d`,
    check: (text) => isShortDayAt(digitsOf(text), 0) && isLuhn(text),
  },
  {
    id: 'ng-identity-number',
    title: { en: 'Nigerian identity number (NIN)', zh: '尼日利亚身份号' },
    near: ['nin', 'nimc', 'nigeria', 'national identification'],
    pattern: '[1-9]\\d{10}',
  },
  {
    id: 'ng-bank-verification',
    title: { en: 'Nigerian bank verification number', zh: '尼日利亚银行核验号' },
    near: ['bvn', 'bank verification'],
    pattern: '22\\d{9}',
  },
  {
    id: 'ke-tax-number',
    title: { en: 'Kenyan tax number (KRA PIN)', zh: '肯尼亚税号' },
    near: ['kra', 'kra pin', 'kenya'],
    pattern: '[AP]\\d{9}[A-Z]',
  },
  {
    id: 'gh-identity-card',
    title: { en: 'Ghana card', zh: '加纳身份卡号' },
    somewhere: ['gha-'],
    pattern: 'GHA-\\d{9}-\\d',
  },
  {
    id: 'ma-identity-card',
    title: { en: 'Moroccan identity card', zh: '摩洛哥身份证号' },
    near: ['cin', 'cnie', 'carte nationale', 'maroc', 'morocco'],
    pattern: '[A-Z]{1,2}\\d{5,6}',
  },
  {
    id: 'tn-identity-card',
    title: { en: 'Tunisian identity card', zh: '突尼斯身份证号' },
    near: ['tunisie', 'tunisia', 'بطاقة التعريف'],
    pattern: '[01]\\d{7}',
  },
  {
    id: 'dz-identity-number',
    title: { en: 'Algerian identity number', zh: '阿尔及利亚身份号' },
    near: ['algérie', 'algerie', 'algeria', 'numéro d’identification nationale'],
    pattern: '1\\d{17}',
  },
]);
