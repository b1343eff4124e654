import {
  bareOf,
  digitsOf,
  isDay,
  isLuhn,
  isShortDay,
  numberAt,
  weighted,
} from '../check-digits.ts';
import { patternsOf } from '../pattern.ts';

const MONTH_DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const CURP_SIGNS = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
const RFC_SIGNS = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';

/** Areas, groups and serials that were never given out. */
function isSocialSecurity(text: string): boolean {
  const digits = digitsOf(text);
  const area = numberAt(digits, 0, 3);
  return (
    area !== 0 &&
    area !== 666 &&
    area < 900 &&
    numberAt(digits, 3, 2) !== 0 &&
    numberAt(digits, 5, 4) !== 0 &&
    // Printed on cards sold with wallets and in advertisements: never anybody's.
    !['078051120', '219099999', '123456789'].includes(digits.join(''))
  );
}

function isMexicanPersonCode(text: string): boolean {
  const upper = text.toUpperCase();
  const values = Array.from(upper.slice(0, 17), (sign) => CURP_SIGNS.indexOf(sign));
  const sum = values.reduce((total, value, index) => total + value * (18 - index), 0);
  return (10 - (sum % 10)) % 10 === Number(upper[17]);
}

function isMexicanTaxpayer(text: string): boolean {
  const upper = text
    .toUpperCase()
    .replace(/[^0-9A-ZÑ&]/g, '')
    .padStart(13, ' ');
  const values = Array.from(upper.slice(0, 12), (sign) => RFC_SIGNS.indexOf(sign));
  const sum = values.reduce((total, value, index) => total + value * (13 - index), 0);
  const check = 11 - (sum % 11);
  const dayAt = upper.length - 9;
  const isDayOk = isShortDay(
    Number(upper.slice(dayAt, dayAt + 2)),
    Number(upper.slice(dayAt + 2, dayAt + 4)),
    Number(upper.slice(dayAt + 4, dayAt + 6)),
  );
  return isDayOk && (check === 10 ? 'A' : String(check % 11)) === upper[12];
}

function isEveryDigitTheSame(digits: readonly number[]): boolean {
  return digits.every((digit) => digit === digits[0]);
}

function isBrazilianPerson(text: string): boolean {
  const digits = digitsOf(text);
  const first = (weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11;
  const second = (weighted(digits, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11;
  return !isEveryDigitTheSame(digits) && first % 10 === digits[9] && second % 10 === digits[10];
}

function isBrazilianCompany(text: string): boolean {
  const digits = digitsOf(text);
  const first = (weighted(digits, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11;
  const second = (weighted(digits, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11;
  return !isEveryDigitTheSame(digits) && first % 10 === digits[12] && second % 10 === digits[13];
}

function isChileanId(text: string): boolean {
  const bare = bareOf(text);
  const body = digitsOf(bare.slice(0, -1)).toReversed();
  const sum = body.reduce((total, digit, index) => total + digit * ((index % 6) + 2), 0);
  return '0K987654321'[sum % 11] === bare.at(-1);
}

function isColombianTaxId(text: string): boolean {
  const digits = digitsOf(text).toReversed();
  const weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];
  return '01987654321'[weighted(digits.slice(1), weights) % 11] === String(digits[0]);
}

function isEcuadorianId(text: string): boolean {
  return numberAt(digitsOf(text), 2, 1) < 6 && isLuhn(text);
}

function isVenezuelanTaxId(text: string): boolean {
  const bare = bareOf(text);
  const letters: Readonly<Record<string, number>> = { V: 4, E: 8, J: 12, P: 16, G: 20 };
  const sum = (letters[bare[0] ?? ''] ?? 0) + weighted(digitsOf(bare), [3, 2, 7, 6, 5, 4, 3, 2]);
  return '00987654321'[sum % 11] === bare.at(-1);
}

export const AMERICAN_PATTERNS = patternsOf('national', [
  {
    id: 'us-social-security',
    title: { en: 'US social security number', zh: '美国社会安全号' },
    pattern: '\\d{3}-\\d{2}-\\d{4}',
    check: isSocialSecurity,
  },
  {
    id: 'us-social-security-bare',
    title: { en: 'US social security number without dashes', zh: '不带连字符的美国社会安全号' },
    near: ['ssn', 'social security', 'social security number', 'soc sec', 'ss#'],
    pattern: '\\d{3} ?\\d{2} ?\\d{4}',
    check: isSocialSecurity,
  },
  {
    id: 'us-taxpayer',
    title: { en: 'US individual taxpayer number (ITIN)', zh: '美国个人纳税人号' },
    near: ['itin', 'taxpayer', 'tax id', 'tin'],
    pattern: '9\\d{2}[- ]?(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])[- ]?\\d{4}',
  },
  {
    id: 'us-employer',
    severity: 'medium',
    title: { en: 'US employer identification number', zh: '美国雇主识别号' },
    near: ['ein', 'fein', 'employer identification', 'federal tax'],
    pattern: '(?:0[1-6]|1[0-6]|2[0-7]|[345]\\d|6[0-8]|7[1-7]|8[0-8]|9[0-589])-\\d{7}',
  },
  {
    id: 'us-passport',
    title: { en: 'US passport', zh: '美国护照号' },
    near: ['us passport', 'passport', 'passport number', 'passport no'],
    pattern: '(?:[A-Z]\\d{8}|[C-Z]\\d{8})',
  },
  {
    id: 'us-medicare',
    title: { en: 'US Medicare beneficiary', zh: '美国联邦医疗保险受益人号' },
    near: ['medicare', 'mbi', 'beneficiary'],
    pattern:
      '[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\\d-?[AC-HJKMNP-RT-Y]{2}\\d{2}',
  },
  {
    id: 'us-health-provider',
    severity: 'medium',
    title: { en: 'US health provider number (NPI)', zh: '美国医疗服务者号' },
    near: ['npi', 'national provider'],
    pattern: '[12]\\d{9}',
    check: (text) => isLuhn(`80840${text}`),
  },
  {
    id: 'us-drivers-license',
    title: { en: 'US driver licence', zh: '美国驾驶证号' },
    near: ["driver's license", 'drivers license', 'driver license', 'dl number', 'dl no'],
    pattern: '(?:[A-Z]\\d{7,12}|\\d{8,9})',
  },
  {
    id: 'ca-social-insurance',
    title: { en: 'Canadian social insurance number', zh: '加拿大社会保险号' },
    near: ['sin', 'social insurance', 'numéro d’assurance sociale', 'nas', 'assurance sociale'],
    pattern: '[1-79]\\d{2}[- ]?\\d{3}[- ]?\\d{3}',
    check: isLuhn,
  },
  {
    id: 'ca-passport',
    title: { en: 'Canadian passport', zh: '加拿大护照号' },
    near: ['canadian passport', 'passeport', 'passport'],
    pattern: '[A-Z]{2}\\d{6}',
  },
  {
    id: 'mx-person-code',
    title: { en: 'Mexican population code (CURP)', zh: '墨西哥人口登记码' },
    pattern: `[A-Z][AEIOUX][A-Z]{2}\\d{2}${MONTH_DAY}[HMX](?:AS|B[CS]|C[CLMSH]|D[FG]|G[TR]|HG|JC|M[CNS]|N[ETL]|OC|PL|Q[TR]|S[PLR]|T[CSL]|VZ|YN|ZS)[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\\d`,
    check: isMexicanPersonCode,
  },
  {
    id: 'mx-taxpayer',
    title: { en: 'Mexican taxpayer code (RFC)', zh: '墨西哥纳税人号' },
    near: ['rfc', 'contribuyente'],
    pattern: `[A-ZÑ&]{3,4}-?\\d{2}${MONTH_DAY}-?[A-Z0-9]{2}[0-9A]`,
    check: isMexicanTaxpayer,
  },
  {
    id: 'br-person',
    title: { en: 'Brazilian person number (CPF)', zh: '巴西个人税号' },
    pattern: '\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}',
    check: isBrazilianPerson,
  },
  {
    id: 'br-person-bare',
    title: { en: 'Brazilian person number (CPF) in plain digits', zh: '无分隔的巴西个人税号' },
    near: ['cpf', 'cadastro de pessoa'],
    pattern: '\\d{11}',
    check: isBrazilianPerson,
  },
  {
    id: 'br-company',
    severity: 'medium',
    title: { en: 'Brazilian company number (CNPJ)', zh: '巴西企业税号' },
    pattern: '\\d{2}\\.\\d{3}\\.\\d{3}\\/\\d{4}-\\d{2}',
    check: isBrazilianCompany,
  },
  {
    id: 'br-company-bare',
    severity: 'medium',
    title: { en: 'Brazilian company number (CNPJ) in plain digits', zh: '无分隔的巴西企业税号' },
    near: ['cnpj'],
    pattern: '\\d{14}',
    check: isBrazilianCompany,
  },
  {
    id: 'ar-tax-id',
    title: { en: 'Argentine tax number (CUIT, CUIL)', zh: '阿根廷税号' },
    near: ['cuit', 'cuil', 'cdi'],
    pattern: '(?:20|2[3-7]|30|33|34|50|51|55)-?\\d{8}-?\\d',
    check: (text) => {
      const digits = digitsOf(text);
      const check = 11 - (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
      return check !== 10 && check % 11 === digits[10];
    },
  },
  {
    id: 'ar-identity-card',
    title: { en: 'Argentine identity card (DNI)', zh: '阿根廷身份证号' },
    near: ['dni', 'documento nacional'],
    pattern: '\\d{1,2}\\.\\d{3}\\.\\d{3}',
  },
  {
    id: 'cl-identity-number',
    title: { en: 'Chilean identity number (RUT)', zh: '智利身份税号' },
    near: ['rut', 'run', 'cédula', 'cedula'],
    pattern: '\\d{1,2}\\.?\\d{3}\\.?\\d{3}-[0-9K]',
    check: isChileanId,
  },
  {
    id: 'co-tax-id',
    severity: 'medium',
    title: { en: 'Colombian tax number (NIT)', zh: '哥伦比亚税号' },
    near: ['nit'],
    pattern: '\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d',
    check: isColombianTaxId,
  },
  {
    id: 'co-identity-card',
    title: { en: 'Colombian citizen card', zh: '哥伦比亚公民证号' },
    near: ['cédula de ciudadanía', 'cedula de ciudadania', 'cédula', 'c.c.'],
    pattern: '(?:1\\.?\\d{3}\\.\\d{3}\\.\\d{3}|[1-9]\\d?\\.\\d{3}\\.\\d{3})',
  },
  {
    id: 'pe-taxpayer',
    severity: 'medium',
    title: { en: 'Peruvian taxpayer number (RUC)', zh: '秘鲁纳税人号' },
    near: ['ruc'],
    pattern: '(?:1[0-7]|20)\\d{9}',
    check: (text) => {
      const digits = digitsOf(text);
      const check = 11 - (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
      return check % 10 === digits[10];
    },
  },
  {
    id: 'pe-identity-card',
    title: { en: 'Peruvian identity card (CUI)', zh: '秘鲁身份证号' },
    near: ['dni', 'cui', 'reniec'],
    pattern: '\\d{8}-[0-9A-K]',
    check: (text) => {
      const bare = bareOf(text);
      const sum = weighted(digitsOf(bare.slice(0, 8)), [3, 2, 7, 6, 5, 4, 3, 2]) % 11;
      return bare[8] === '65432110987'[sum] || bare[8] === 'KJIHGFEDCBA'[sum];
    },
  },
  {
    id: 'ec-identity-card',
    title: { en: 'Ecuadorian identity card', zh: '厄瓜多尔身份证号' },
    near: ['cédula', 'cedula', 'ecuador', 'ruc'],
    pattern: '(?:0[1-9]|1\\d|2[0-4]|30)[0-5]\\d{7}',
    check: isEcuadorianId,
  },
  {
    id: 'uy-identity-card',
    title: { en: 'Uruguayan identity card', zh: '乌拉圭身份证号' },
    near: ['cédula', 'cedula', 'uruguay', 'c.i.'],
    pattern: '[1-6]\\.?\\d{3}\\.?\\d{3}-?\\d',
    check: (text) => {
      const digits = digitsOf(text);
      return (10 - (weighted(digits, [2, 9, 8, 7, 6, 3, 4]) % 10)) % 10 === digits[7];
    },
  },
  {
    id: 've-taxpayer',
    title: { en: 'Venezuelan taxpayer number (RIF)', zh: '委内瑞拉税号' },
    near: ['rif', 'venezuela', 'seniat'],
    pattern: '[VEJPG]-?\\d{8}-?\\d',
    check: isVenezuelanTaxId,
  },
  {
    id: 'do-identity-card',
    title: { en: 'Dominican identity card', zh: '多米尼加身份证号' },
    near: ['cédula', 'cedula', 'dominicana'],
    pattern: '\\d{3}-?\\d{7}-?\\d',
    check: isLuhn,
  },
  {
    id: 'cu-identity-number',
    title: { en: 'Cuban identity number', zh: '古巴身份号' },
    near: ['carné de identidad', 'carne de identidad', 'cuba'],
    pattern: `\\d{2}${MONTH_DAY}\\d{5}`,
    check: (text) => {
      const digits = digitsOf(text);
      const century = numberAt(digits, 6, 1) <= 5 ? 1900 : 2000;
      return isDay(
        century + numberAt(digits, 0, 2),
        numberAt(digits, 2, 2),
        numberAt(digits, 4, 2),
      );
    },
  },
]);
