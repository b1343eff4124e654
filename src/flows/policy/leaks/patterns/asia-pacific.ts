import {
  bareOf,
  digitsOf,
  isDay,
  isLuhn,
  isShortDay,
  isVerhoeff,
  numberAt,
  weighted,
} from '../check-digits.ts';
import { patternsOf } from '../pattern.ts';

const MONTH_DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const GSTIN_SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const TAIWAN_LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';
const NHI_SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

function isIndianTaxpayer(text: string): boolean {
  const bare = bareOf(text);
  let sum = 0;
  for (const [index, sign] of Array.from(bare.slice(0, 14)).entries()) {
    const product = GSTIN_SIGNS.indexOf(sign) * (index % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return GSTIN_SIGNS[(36 - (sum % 36)) % 36] === bare[14];
}

function isSingaporeId(text: string): boolean {
  const bare = bareOf(text);
  const series = bare[0] ?? '';
  const offset = 'TG'.includes(series) ? 4 : series === 'M' ? 3 : 0;
  const place = (offset + weighted(digitsOf(bare), [2, 7, 6, 5, 4, 3, 2])) % 11;
  const letters = 'ST'.includes(series)
    ? 'JZIHGFEDCBA'
    : series === 'M'
      ? 'XWUTRQPNJLK'
      : 'XWUTRQPNMLK';
  return letters[place] === bare[8];
}

function isTaiwanId(text: string): boolean {
  const bare = bareOf(text);
  const letter = TAIWAN_LETTERS.indexOf(bare[0] ?? '') + 10;
  const values = [Math.floor(letter / 10), letter % 10, ...digitsOf(bare.slice(1))];
  return weighted(values, [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0;
}

function isHongKongId(text: string): boolean {
  const bare = bareOf(text).padStart(9, ' ');
  const values = Array.from(bare, (sign) => (sign === ' ' ? 36 : Number.parseInt(sign, 36)));
  return weighted(values, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}

function isKoreanResident(text: string): boolean {
  const digits = digitsOf(text);
  const mark = digits[6] ?? 9;
  const century = mark === 9 || mark === 0 ? 1800 : [1, 2, 5, 6].includes(mark) ? 1900 : 2000;
  return isDay(century + numberAt(digits, 0, 2), numberAt(digits, 2, 2), numberAt(digits, 4, 2));
}

function isJapaneseNumber(text: string): boolean {
  const digits = digitsOf(text);
  const rest = weighted(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest <= 1 ? 0 : 11 - rest) === digits[11];
}

function isThaiId(text: string): boolean {
  const digits = digitsOf(text);
  const sum = weighted(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  return (11 - (sum % 11)) % 10 === digits[12];
}

function isNewZealandTax(text: string): boolean {
  const digits = digitsOf(text.replace(/\D/g, '').padStart(9, '0'));
  const check = (weights: readonly number[]) => (11 - (weighted(digits, weights) % 11)) % 11;
  const first = check([3, 2, 7, 6, 5, 4, 3, 2]);
  const found = first === 10 ? check([7, 4, 3, 2, 5, 2, 7, 6]) : first;
  const number = numberAt(digits, 0, 9);
  return number > 10_000_000 && number < 150_000_000 && found === digits[8];
}

function isNewZealandHealth(text: string): boolean {
  const bare = bareOf(text);
  const values = Array.from(bare.slice(0, 6), (sign) =>
    /\d/.test(sign) ? Number(sign) : NHI_SIGNS.indexOf(sign) + 1,
  );
  const rest = weighted(values, [7, 6, 5, 4, 3, 2]) % 11;
  return rest !== 0 && (11 - rest) % 10 === Number(bare[6]);
}

export const ASIAN_PATTERNS = patternsOf('national', [
  {
    id: 'in-aadhaar',
    title: { en: 'Indian Aadhaar number', zh: '印度身份识别号' },
    near: ['aadhaar', 'aadhar', 'uidai', 'uid', 'आधार'],
    pattern: '[2-9]\\d{3}[ -]?\\d{4}[ -]?\\d{4}',
    check: isVerhoeff,
  },
  {
    id: 'in-permanent-account',
    title: { en: 'Indian permanent account number', zh: '印度永久账号' },
    near: ['pan', 'permanent account', 'pan card', 'income tax'],
    pattern: '[A-Z]{3}[ABCFGHJLPT][A-Z]\\d{4}[A-Z]',
  },
  {
    id: 'in-goods-taxpayer',
    severity: 'medium',
    title: { en: 'Indian goods and services taxpayer (GSTIN)', zh: '印度商品服务税号' },
    pattern: '(?:0[1-9]|[12]\\d|3[0-8])[A-Z]{3}[ABCFGHJLPT][A-Z]\\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]',
    check: isIndianTaxpayer,
  },
  {
    id: 'in-voter',
    title: { en: 'Indian voter card', zh: '印度选民证号' },
    near: ['voter', 'epic', 'election card'],
    pattern: '[A-Z]{3}\\d{7}',
    check: isLuhn,
  },
  {
    id: 'in-passport',
    title: { en: 'Indian passport', zh: '印度护照号' },
    near: ['indian passport', 'passport'],
    pattern: '[A-PR-WY][1-9]\\d[ ]?\\d{4}[1-9]',
  },
  {
    id: 'id-national-id',
    title: { en: 'Indonesian identity number (NIK)', zh: '印度尼西亚身份号' },
    near: ['nik', 'ktp', 'e-ktp', 'nomor induk'],
    pattern:
      '(?:1[1-9]|21|[37][1-6]|5[1-3]|6[1-5]|8[12]|9[1-4])\\d{4}(?:[04][1-9]|[1256]\\d|[37][01])(?:0[1-9]|1[0-2])\\d{6}',
  },
  {
    id: 'id-taxpayer',
    title: { en: 'Indonesian taxpayer number (NPWP)', zh: '印度尼西亚税号' },
    near: ['npwp'],
    pattern: '\\d{2}\\.\\d{3}\\.\\d{3}\\.\\d-\\d{3}\\.\\d{3}',
    check: (text) => isLuhn(text.slice(0, 12)),
  },
  {
    id: 'my-identity-card',
    title: { en: 'Malaysian identity card (MyKad)', zh: '马来西亚身份证号' },
    pattern: `\\d{2}${MONTH_DAY}-(?:0[1-9]|1[0-6]|[2-5]\\d|6[0-8]|7[124-9]|8[2-9]|9[0-389])-\\d{4}`,
    check: (text) => {
      const digits = digitsOf(text);
      return isShortDay(numberAt(digits, 0, 2), numberAt(digits, 2, 2), numberAt(digits, 4, 2));
    },
  },
  {
    id: 'sg-identity-number',
    title: { en: 'Singaporean identity number (NRIC, FIN)', zh: '新加坡身份号' },
    pattern: '[STFGM]\\d{7}[A-Z]',
    check: isSingaporeId,
  },
  {
    id: 'th-identity-number',
    title: { en: 'Thai identity number', zh: '泰国身份号' },
    pattern: '[1-8]-\\d{4}-\\d{5}-\\d{2}-\\d',
    check: isThaiId,
  },
  {
    id: 'th-identity-number-bare',
    title: { en: 'Thai identity number in plain digits', zh: '无分隔的泰国身份号' },
    near: ['บัตรประชาชน', 'เลขประจำตัว', 'thai id', 'citizen id', 'national id'],
    pattern: '[1-8]\\d{12}',
    check: isThaiId,
  },
  {
    id: 'kr-resident-number',
    title: { en: 'Korean resident registration number', zh: '韩国居民登记号' },
    pattern: `\\d{2}${MONTH_DAY}-[0-9]\\d{6}`,
    check: isKoreanResident,
  },
  {
    id: 'kr-resident-number-bare',
    title: {
      en: 'Korean resident registration number in plain digits',
      zh: '无连字符的韩国居民登记号',
    },
    near: ['주민등록번호', '주민번호', 'rrn', 'resident registration'],
    pattern: `\\d{2}${MONTH_DAY}[0-9]\\d{6}`,
    check: isKoreanResident,
  },
  {
    id: 'kr-business',
    severity: 'medium',
    title: { en: 'Korean business registration number', zh: '韩国事业者登记号' },
    near: ['사업자등록번호', '사업자', 'business registration', 'brn'],
    pattern: '\\d{3}-?\\d{2}-?\\d{5}',
    check: (text) => {
      const digits = digitsOf(text);
      const sum =
        weighted(digits, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor(((digits[8] ?? 0) * 5) / 10);
      return (10 - (sum % 10)) % 10 === digits[9];
    },
  },
  {
    id: 'jp-my-number',
    title: { en: 'Japanese My Number', zh: '日本个人编号' },
    near: ['マイナンバー', '個人番号', 'my number', 'mynumber', 'individual number'],
    pattern: '\\d{4}[ -]?\\d{4}[ -]?\\d{4}',
    check: isJapaneseNumber,
  },
  {
    id: 'jp-passport',
    title: { en: 'Japanese passport', zh: '日本护照号' },
    near: ['旅券', 'パスポート', 'passport', 'japanese passport'],
    pattern: '[A-Z]{2}\\d{7}',
  },
  {
    id: 'jp-driving-licence',
    title: { en: 'Japanese driving licence', zh: '日本驾驶证号' },
    near: ['運転免許', '免許証', 'driving licence', 'driver license'],
    pattern: '(?:[1-9]\\d)\\d{10}',
  },
  {
    id: 'tw-identity-number',
    title: { en: 'Taiwanese identity number', zh: '台湾身份证号' },
    pattern: '[A-Z][1289]\\d{8}',
    check: isTaiwanId,
  },
  {
    id: 'hk-identity-card',
    title: { en: 'Hong Kong identity card', zh: '香港身份证号' },
    pattern: '[A-Z]{1,2}\\d{6}\\([0-9A]\\)',
    check: isHongKongId,
  },
  {
    id: 'hk-identity-card-bare',
    title: { en: 'Hong Kong identity card without brackets', zh: '不带括号的香港身份证号' },
    near: ['hkid', '香港身份证', '香港身份證', '身份證', 'hong kong id'],
    pattern: '[A-Z]{1,2}\\d{6}[0-9A]',
    check: isHongKongId,
  },
  {
    id: 'mo-identity-card',
    title: { en: 'Macau identity card', zh: '澳门身份证号' },
    near: ['澳门身份证', '澳門身份證', '澳门', '澳門', 'macau', 'bir'],
    pattern: '[157]\\d{6}\\(?\\d\\)?',
  },
  {
    id: 'vn-identity-card',
    title: { en: 'Vietnamese citizen card', zh: '越南公民身份证号' },
    near: ['cccd', 'căn cước', 'can cuoc', 'cmnd', 'vietnamese id'],
    pattern: '0(?:0[1-9]|[1-8]\\d|9[0-6])[0-3]\\d{8}',
  },
  {
    id: 'ph-taxpayer',
    title: { en: 'Philippine taxpayer number', zh: '菲律宾税号' },
    near: ['tin', 'bir', 'philippine'],
    pattern: '\\d{3}-\\d{3}-\\d{3}(?:-\\d{3,5})?',
  },
  {
    id: 'ph-social-security',
    title: { en: 'Philippine social security number', zh: '菲律宾社会保障号' },
    near: ['sss', 'gsis', 'umid', 'crn'],
    pattern: '(?:\\d{2}-\\d{7}-\\d|\\d{4}-\\d{7}-\\d)',
  },
  {
    id: 'lk-identity-card',
    title: { en: 'Sri Lankan identity card', zh: '斯里兰卡身份证号' },
    near: ['nic', 'sri lanka'],
    pattern: '(?:\\d{2}[0-8]\\d{6}[VX]|(?:19|20)\\d{2}[0-8]\\d{7})',
    check: (text) => {
      const digits = digitsOf(text);
      const days = numberAt(digits, digits.length === 12 ? 4 : 2, 3) % 500;
      return days >= 1 && days <= 366;
    },
  },
  {
    id: 'bd-identity-number',
    title: { en: 'Bangladeshi identity number', zh: '孟加拉国身份号' },
    near: ['nid', 'national id', 'bangladesh'],
    pattern: '(?:(?:19|20)\\d{15}|[1-9]\\d{9})',
  },
  {
    id: 'pk-identity-card',
    title: { en: 'Pakistani identity card (CNIC)', zh: '巴基斯坦身份证号' },
    near: ['cnic', 'nicop', 'nadra', 'pakistan'],
    pattern: '[1-7]\\d{4}-?\\d{7}-?\\d',
  },
  {
    id: 'uz-personal-number',
    title: { en: 'Uzbek personal number (PINFL)', zh: '乌兹别克斯坦个人号' },
    near: ['pinfl', 'jshshir', 'пинфл', 'жшшир'],
    pattern: '[1-6](?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])\\d{9}',
    check: (text) => {
      const digits = digitsOf(text);
      return weighted(digits, [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, -1]) % 10 === 0;
    },
  },
  {
    id: 'au-tax-file',
    title: { en: 'Australian tax file number', zh: '澳大利亚税号' },
    near: ['tfn', 'tax file', 'tax file number'],
    pattern: '\\d{3}[ -]?\\d{3}[ -]?\\d{3}',
    check: (text) => weighted(digitsOf(text), [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
  },
  {
    id: 'au-business',
    severity: 'medium',
    title: { en: 'Australian business number', zh: '澳大利亚商业号' },
    near: ['abn', 'australian business'],
    pattern: '[1-9]\\d[ ]?\\d{3}[ ]?\\d{3}[ ]?\\d{3}',
    check: (text) =>
      (weighted(digitsOf(text), [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0,
  },
  {
    id: 'au-medicare',
    title: { en: 'Australian Medicare card', zh: '澳大利亚医疗卡号' },
    near: ['medicare'],
    pattern: '[2-6]\\d{3}[ ]?\\d{5}[ ]?\\d(?:[ -]?[1-9])?',
    check: (text) => {
      const digits = digitsOf(text);
      return weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digits[8];
    },
  },
  {
    id: 'au-passport',
    title: { en: 'Australian passport', zh: '澳大利亚护照号' },
    near: ['australian passport', 'passport'],
    pattern: '(?:[A-FL-NU]|P[A-FU-XZ])\\d{7}',
  },
  {
    id: 'nz-tax-number',
    title: { en: 'New Zealand tax number', zh: '新西兰税号' },
    near: ['ird', 'ird number', 'inland revenue'],
    pattern: '\\d{2,3}[- ]?\\d{3}[- ]?\\d{3}',
    check: isNewZealandTax,
  },
  {
    id: 'nz-health-index',
    title: { en: 'New Zealand health number', zh: '新西兰健康号' },
    near: ['nhi', 'national health index'],
    pattern: '[A-HJ-NP-Z]{3}\\d{4}',
    check: isNewZealandHealth,
  },
]);
