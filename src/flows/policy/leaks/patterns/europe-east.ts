import {
  bareOf,
  digitsOf,
  isDay,
  isLuhn,
  isMod11And10,
  isShortDay,
  numberAt,
  remainderOf,
  valuesOf,
  weighted,
} from '../check-digits.ts';
import { patternsOf } from '../pattern.ts';

const DAY_MONTH = '(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])';
const MONTH_DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';

/** Two rounds of weights, the second when the first leaves ten: Estonia and Lithuania. */
function isBalticCode(text: string): boolean {
  const digits = digitsOf(text);
  const first = weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const second = weighted(digits, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
  const check = first < 10 ? first : second % 10;
  return check === digits[10];
}

/** The number of a citizen of the former Yugoslavia: day of birth, region, sex, modulo eleven. */
function isUniqueCitizenNumber(text: string): boolean {
  const digits = digitsOf(text);
  const year = numberAt(digits, 4, 3);
  const check = 11 - (weighted(digits, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return (
    isDay(year + (year >= 800 ? 1000 : 2000), numberAt(digits, 2, 2), numberAt(digits, 0, 2)) &&
    check !== 10 &&
    check % 11 === digits[12]
  );
}

function isTurkishId(text: string): boolean {
  const digits = digitsOf(text);
  const odd = weighted(digits, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weighted(digits, [0, 1, 0, 1, 0, 1, 0, 1]);
  const sum = digits.slice(0, 10).reduce((total, digit) => total + digit, 0);
  return (((odd * 7 - even) % 10) + 10) % 10 === digits[9] && sum % 10 === digits[10];
}

function isRussianTaxId(text: string): boolean {
  const digits = digitsOf(text);
  const ten = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const check = (weights: readonly number[]) => (weighted(digits, weights) % 11) % 10;
  if (digits.length === 10) return check(ten) === digits[9];
  return check([7, ...ten]) === digits[10] && check([3, 7, ...ten]) === digits[11];
}

function isRussianInsurance(text: string): boolean {
  const digits = digitsOf(text);
  const sum = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]);
  return (sum % 101) % 100 === numberAt(digits, 9, 2);
}

function isKazakhId(text: string): boolean {
  const digits = digitsOf(text);
  const first = weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
  const second = weighted(digits, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11;
  const check = first < 10 ? first : second;
  return (
    check === digits[11] &&
    isShortDay(numberAt(digits, 0, 2), numberAt(digits, 2, 2), numberAt(digits, 4, 2))
  );
}

/** A Polish, Bulgarian or Czech month carries the century or the sex: what is left is the month. */
function plainMonth(month: number): number {
  return month % 20;
}

export const EAST_EUROPEAN_PATTERNS = patternsOf('national', [
  {
    id: 'pl-pesel',
    title: { en: 'Polish personal number (PESEL)', zh: '波兰个人号' },
    near: ['pesel'],
    pattern: '\\d{2}[02468]\\d[0-3]\\d{6}|\\d{2}[13579][0-2][0-3]\\d{6}',
    check: (text) => {
      const digits = digitsOf(text);
      const month = plainMonth(numberAt(digits, 2, 2));
      return (
        isShortDay(numberAt(digits, 0, 2), month, numberAt(digits, 4, 2)) &&
        weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0
      );
    },
  },
  {
    id: 'pl-tax-id',
    severity: 'medium',
    title: { en: 'Polish tax number (NIP)', zh: '波兰税号' },
    near: ['nip', 'podatnik'],
    pattern: '[1-9]\\d{2}-?\\d{3}-?\\d{2}-?\\d{2}',
    check: (text) => weighted(digitsOf(text), [6, 5, 7, 2, 3, 4, 5, 6, 7, -1]) % 11 === 0,
  },
  {
    id: 'pl-id-card',
    title: { en: 'Polish identity card', zh: '波兰身份证号' },
    near: ['dowód', 'dowod', 'dowodu osobistego', 'id card', 'polish id'],
    pattern: '[A-Z]{3}[ ]?\\d{6}',
    check: (text) => weighted(valuesOf(text), [7, 3, 1, -1, 7, 3, 1, 7, 3]) % 10 === 0,
  },
  {
    id: 'ro-personal-code',
    title: { en: 'Romanian personal code (CNP)', zh: '罗马尼亚个人代码' },
    near: ['cnp', 'cod numeric personal', 'romanian id'],
    pattern: `[1-9]\\d{2}${MONTH_DAY}(?:0[1-9]|[1-3]\\d|4[0-8]|5[12]|70)\\d{4}`,
    check: (text) => {
      const digits = digitsOf(text);
      const check = weighted(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
      return (
        isShortDay(numberAt(digits, 1, 2), numberAt(digits, 3, 2), numberAt(digits, 5, 2)) &&
        (check === 10 ? 1 : check) === digits[12]
      );
    },
  },
  {
    id: 'bg-citizen-number',
    title: { en: 'Bulgarian citizen number', zh: '保加利亚公民号' },
    near: ['егн', 'egn', 'edinen grazhdanski', 'bulgarian id'],
    pattern: '\\d{2}(?:[024][1-9]|[135][0-2])[0-3]\\d{5}',
    check: (text) => {
      const digits = digitsOf(text);
      const check = (weighted(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10;
      const month = plainMonth(numberAt(digits, 2, 2));
      return (
        isShortDay(numberAt(digits, 0, 2), month, numberAt(digits, 4, 2)) && check === digits[9]
      );
    },
  },
  {
    id: 'cz-sk-birth-number',
    title: { en: 'Czech or Slovak birth number', zh: '捷克或斯洛伐克出生号' },
    near: ['rodné číslo', 'rodne cislo', 'rodné', 'birth number', 'rč'],
    pattern: '\\d{2}(?:[0257][1-9]|[1368][0-2])(?:0[1-9]|[12]\\d|3[01])\\/?\\d{4}',
    check: (text) => {
      const digits = digitsOf(text);
      const month = numberAt(digits, 2, 2) % 50;
      const isDayOk = isShortDay(numberAt(digits, 0, 2), plainMonth(month), numberAt(digits, 4, 2));
      return isDayOk && remainderOf(digits.join(''), 11) === 0;
    },
  },
  {
    id: 'hu-tax-id',
    title: { en: 'Hungarian personal tax number', zh: '匈牙利个人税号' },
    near: ['adóazonosító', 'adoazonosito', 'adóazonosító jel', 'hungarian tax'],
    pattern: '8\\d{9}',
    check: (text) => {
      const digits = digitsOf(text);
      return weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === digits[9];
    },
  },
  {
    id: 'hu-social-insurance',
    title: { en: 'Hungarian social insurance number (TAJ)', zh: '匈牙利社会保险号' },
    near: ['taj', 'taj szám', 'taj-szám', 'társadalombiztosítási'],
    pattern: '\\d{3}[ -]?\\d{3}[ -]?\\d{3}',
    check: (text) => {
      const digits = digitsOf(text);
      return weighted(digits, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === digits[8];
    },
  },
  {
    id: 'hr-identification-number',
    title: { en: 'Croatian personal number (OIB)', zh: '克罗地亚个人识别号' },
    near: ['oib', 'osobni identifikacijski'],
    pattern: '\\d{11}',
    check: (text) => isMod11And10(digitsOf(text)),
  },
  {
    id: 'yu-citizen-number',
    title: {
      en: 'Unique citizen number of Slovenia, Serbia, Bosnia, Montenegro and North Macedonia',
      zh: '斯洛文尼亚、塞尔维亚、波黑、黑山、北马其顿的公民唯一号',
    },
    near: ['emšo', 'emso', 'jmbg', 'јмбг', 'embg', 'matični broj', 'maticni broj'],
    pattern: `${DAY_MONTH}[09]\\d{8}`,
    check: isUniqueCitizenNumber,
  },
  {
    id: 'si-tax-id',
    title: { en: 'Slovenian tax number', zh: '斯洛文尼亚税号' },
    near: ['davčna številka', 'davcna stevilka', 'davčna', 'slovenian tax'],
    pattern: '(?:SI)?[1-9]\\d{7}',
    check: (text) => {
      const digits = digitsOf(text);
      const check = 11 - (weighted(digits, [8, 7, 6, 5, 4, 3, 2]) % 11);
      return check !== 11 && check % 10 === digits[7];
    },
  },
  {
    id: 'ee-personal-code',
    title: { en: 'Estonian personal code', zh: '爱沙尼亚个人代码' },
    near: ['isikukood', 'estonian id', 'ik'],
    pattern: `[1-8]\\d{2}${MONTH_DAY}\\d{4}`,
    check: isBalticCode,
  },
  {
    id: 'lt-personal-code',
    title: { en: 'Lithuanian personal code', zh: '立陶宛个人代码' },
    near: ['asmens kodas', 'asmens', 'lithuanian id'],
    pattern: `[3-6]\\d{2}${MONTH_DAY}\\d{4}`,
    check: isBalticCode,
  },
  {
    id: 'lv-personal-code',
    title: { en: 'Latvian personal code', zh: '拉脱维亚个人代码' },
    near: ['personas kods', 'personas kodu', 'latvian id'],
    pattern: `(?:32\\d{4}-?\\d{5}|${DAY_MONTH}\\d{2}-?[0-2]\\d{4})`,
    check: (text) => {
      const digits = digitsOf(text);
      if (digits[0] === 3 && digits[1] === 2) return true;
      const sum = 1 + weighted(digits, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9]);
      return (sum % 11) % 10 === digits[10];
    },
  },
  {
    id: 'gr-social-insurance',
    title: { en: 'Greek social insurance number (AMKA)', zh: '希腊社会保险号' },
    near: ['αμκα', 'amka'],
    pattern: `${DAY_MONTH}\\d{7}`,
    check: (text) => {
      const digits = digitsOf(text);
      return (
        isShortDay(numberAt(digits, 4, 2), numberAt(digits, 2, 2), numberAt(digits, 0, 2)) &&
        isLuhn(text)
      );
    },
  },
  {
    id: 'gr-tax-id',
    title: { en: 'Greek tax number (AFM)', zh: '希腊税号' },
    near: ['αφμ', 'afm', 'α.φ.μ'],
    pattern: '(?:EL)?\\d{9}',
    check: (text) => {
      const digits = digitsOf(text);
      return (weighted(digits, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === digits[8];
    },
  },
  {
    id: 'tr-identity-number',
    title: { en: 'Turkish identity number', zh: '土耳其身份号' },
    near: ['tckn', 'kimlik', 'tc kimlik', 't.c. kimlik', 'tc no', 'turkish id'],
    pattern: '[1-9]\\d{10}',
    check: isTurkishId,
  },
  {
    id: 'ua-tax-id',
    title: { en: 'Ukrainian taxpayer number', zh: '乌克兰纳税人号' },
    near: ['рнокпп', 'іпн', 'ипн', 'rnokpp', 'ідентифікаційний код', 'ukrainian tax'],
    pattern: '\\d{10}',
    check: (text) => {
      const digits = digitsOf(text);
      const sum = weighted(digits, [-1, 5, 7, 9, 4, 6, 10, 5, 7]);
      return (((sum % 11) + 11) % 11) % 10 === digits[9];
    },
  },
  {
    id: 'ru-tax-id',
    title: { en: 'Russian taxpayer number (INN)', zh: '俄罗斯纳税人识别号' },
    near: ['инн', 'inn'],
    pattern: '(?:\\d{12}|\\d{10})',
    check: isRussianTaxId,
  },
  {
    id: 'ru-social-insurance',
    title: { en: 'Russian insurance number (SNILS)', zh: '俄罗斯保险号' },
    near: ['снилс', 'snils'],
    pattern: '\\d{3}[- ]?\\d{3}[- ]?\\d{3}[- ]?\\d{2}',
    check: isRussianInsurance,
  },
  {
    id: 'ru-passport',
    title: { en: 'Russian passport', zh: '俄罗斯护照号' },
    near: ['паспорт', 'серия', 'passport'],
    pattern: '\\d{2}[ ]?\\d{2}[ №]{1,3}\\d{6}',
  },
  {
    id: 'by-identity-number',
    title: { en: 'Belarusian identity number', zh: '白俄罗斯身份号' },
    pattern: '[1-6]\\d{6}[ABCHKEM]\\d{3}(?:PB|BA|BI)\\d',
    check: (text) => {
      const values = valuesOf(text);
      const sum = values
        .slice(0, 13)
        .reduce((total, value, index) => total + value * ([7, 3, 1][index % 3] ?? 0), 0);
      return sum % 10 === values[13];
    },
  },
  {
    id: 'md-identity-number',
    title: { en: 'Moldovan identity number (IDNP)', zh: '摩尔多瓦身份号' },
    near: ['idnp', 'cod personal', 'moldovan id'],
    pattern: '[012]\\d{12}',
    check: (text) => {
      const digits = digitsOf(text);
      return weighted(digits, [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, -1]) % 10 === 0;
    },
  },
  {
    id: 'kz-identity-number',
    title: { en: 'Kazakh individual number (IIN)', zh: '哈萨克斯坦个人识别号' },
    near: ['иин', 'жсн', 'iin', 'kazakh id'],
    pattern: `\\d{2}${MONTH_DAY}[0-6]\\d{5}`,
    check: isKazakhId,
  },
  {
    id: 'al-identity-number',
    title: { en: 'Albanian identity number', zh: '阿尔巴尼亚身份号' },
    near: ['nid', 'numri personal', 'letërnjoftim', 'albanian id'],
    pattern: '[A-T]\\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[A-W]',
    check: (text) => {
      const bare = bareOf(text);
      const year = 1900 + (bare.charCodeAt(0) - 65) * 10 + Number(bare[1]);
      return isDay(year, Number(bare.slice(2, 4)) % 50, Number(bare.slice(4, 6)));
    },
  },
]);
