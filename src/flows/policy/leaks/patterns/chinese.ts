import {
  bareOf,
  digitsOf,
  isDay,
  isLuhn,
  isMod11And10,
  isShortDay,
  mod11And2Sign,
  numberAt,
  weighted,
} from '../check-digits.ts';
import { patternsOf } from '../pattern.ts';

/** The provinces by the first two digits of GB/T 2260. */
const PROVINCE = '(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])';
const PROVINCE_SIGNS = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const MOBILE = '1(?:3\\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\\d|9[0-35-9])\\d{8}';
const MOBILE_SPACED =
  '1(?:3\\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\\d|9[0-35-9])[ -]?\\d{4}[ -]?\\d{4}';
const CREDIT_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 11643: region, day of birth, order, and ISO 7064 mod 11-2. */
function isResidentId(text: string): boolean {
  const bare = bareOf(text);
  const digits = digitsOf(bare.slice(0, 17));
  return (
    isDay(numberAt(digits, 6, 4), numberAt(digits, 10, 2), numberAt(digits, 12, 2)) &&
    numberAt(digits, 2, 4) > 0 &&
    mod11And2Sign(digits) === bare[17]
  );
}

/** The same for the residents of Hong Kong, Macau and Taiwan, whose region has no districts. */
function isPermitOfResidence(text: string): boolean {
  const bare = bareOf(text);
  const digits = digitsOf(bare.slice(0, 17));
  return (
    isDay(numberAt(digits, 6, 4), numberAt(digits, 10, 2), numberAt(digits, 12, 2)) &&
    mod11And2Sign(digits) === bare[17]
  );
}

/** GB 32100: 17 signs of 31 with powers of three modulo 31. */
function isCreditCode(text: string): boolean {
  const signs = Array.from(bareOf(text), (sign) => CREDIT_SIGNS.indexOf(sign));
  if (signs.includes(-1)) return false;
  let [sum, weight] = [0, 1];
  for (const value of signs.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return (31 - (sum % 31)) % 31 === signs[17];
}

/** The nine signs of GB 11714 before the check of a code of the organisation. */
function isOrganisationCode(text: string): boolean {
  const bare = bareOf(text);
  const values = Array.from(bare.slice(0, 8), (sign) => Number.parseInt(sign, 36));
  const check = 11 - (weighted(values, [3, 7, 9, 10, 5, 8, 4, 2]) % 11);
  return (check === 10 ? 'X' : String(check % 11)) === bare[8];
}

export const CHINESE_PATTERNS = patternsOf('chinese', [
  {
    id: 'cn-resident-id',
    title: { en: 'Chinese resident identity number', zh: '居民身份证号' },
    pattern: `${PROVINCE}\\d{4}(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dX]`,
    check: isResidentId,
  },
  {
    id: 'cn-resident-id-old',
    title: { en: 'Chinese resident identity number of 15 digits', zh: '十五位旧身份证号' },
    near: ['身份证', '证件号', 'identity', 'id card', 'id no', 'idcard', 'shenfenzheng'],
    pattern: `${PROVINCE}\\d{4}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}`,
    check: (text) => {
      const digits = digitsOf(text);
      return isDay(1900 + numberAt(digits, 6, 2), numberAt(digits, 8, 2), numberAt(digits, 10, 2));
    },
  },
  {
    id: 'cn-residence-permit',
    title: {
      en: 'Residence permit for residents of Hong Kong, Macau and Taiwan',
      zh: '港澳台居民居住证号',
    },
    pattern: '8[123]0000(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dX]',
    check: isPermitOfResidence,
  },
  {
    id: 'cn-foreigner-permanent',
    title: { en: 'Foreign permanent resident identity number', zh: '外国人永久居留身份证号' },
    near: ['永久居留', '永居', '居留证', 'permanent resident', 'residence permit'],
    pattern: `(?:[A-Z]{3}\\d{12}|9${PROVINCE}\\d{3}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dX])`,
    check: (text) => {
      const bare = bareOf(text);
      if (/^[A-Z]/.test(bare)) {
        const digits = digitsOf(bare);
        return isShortDay(numberAt(digits, 4, 2), numberAt(digits, 6, 2), numberAt(digits, 8, 2));
      }
      return isPermitOfResidence(bare);
    },
  },
  {
    id: 'cn-social-credit-code',
    severity: 'medium',
    title: { en: 'Unified social credit code', zh: '统一社会信用代码' },
    pattern:
      '(?:1[1-9]|2[1-9]|3[1-59]|4[1-9]|5[1-39]|6[129]|7[129]|8[19]|9[123]|A[19]|N[1239]|Y1)\\d{6}[0-9A-HJ-NPQRTUWXY]{10}',
    check: (text) => isCreditCode(text) && isOrganisationCode(bareOf(text).slice(8, 17)),
  },
  {
    id: 'cn-organisation-code',
    severity: 'medium',
    title: { en: 'Chinese organisation code', zh: '组织机构代码' },
    near: ['组织机构代码', '机构代码', 'organisation code', 'organization code'],
    pattern: '[0-9A-Z]{8}-?[0-9X]',
    check: isOrganisationCode,
  },
  {
    id: 'cn-business-registration',
    severity: 'medium',
    title: { en: 'Chinese business registration number', zh: '工商注册号' },
    near: ['注册号', '工商', '营业执照', 'business licence', 'business license', 'registration'],
    pattern: '[1-6]\\d{14}',
    check: (text) => isMod11And10(digitsOf(text)),
  },
  {
    id: 'cn-passport',
    title: { en: 'Chinese passport', zh: '中国护照号' },
    near: ['护照', 'passport'],
    pattern: '(?:E[A-HJ-NP-Z]\\d{7}|[EGDSP]\\d{8}|[DSP]E\\d{7}|1[45]\\d{7})',
  },
  {
    id: 'cn-hong-kong-macau-home-permit',
    title: {
      en: 'Mainland travel permit for Hong Kong and Macau residents',
      zh: '港澳居民来往内地通行证号',
    },
    near: ['回乡证', '来往内地', '通行证', 'home return', 'travel permit'],
    pattern: '[HM]\\d{8}(?:\\d{2})?',
  },
  {
    id: 'cn-hong-kong-macau-permit',
    title: { en: 'Exit permit to Hong Kong and Macau', zh: '往来港澳通行证号' },
    near: ['往来港澳', '港澳通行证', '通行证', 'exit-entry permit', 'travel permit'],
    pattern: '(?:C[0-9A-HJ-NP-Z]\\d{7}|W\\d{8})',
  },
  {
    id: 'cn-taiwan-compatriot-permit',
    title: { en: 'Mainland travel permit for Taiwan residents', zh: '台湾居民来往大陆通行证号' },
    near: ['台胞证', '来往大陆', '台湾居民', 'taiwan compatriot', 'mtp'],
    pattern: '(?:0\\d{9}[A-Z]?|0\\d{7})',
  },
  {
    id: 'cn-taiwan-visit-permit',
    title: { en: 'Exit permit to Taiwan', zh: '往来台湾通行证号' },
    near: ['往来台湾', '大通证', 'taiwan permit'],
    pattern: '(?:L\\d{8}|T\\d{8})',
  },
  {
    id: 'cn-military-id',
    title: { en: 'Chinese military officer certificate', zh: '军官证号' },
    somewhere: ['字第'],
    pattern: '[军南北沈兰成济广海空政后装参士文政学院]{1,3}字第\\d{4,8}号?',
  },
  {
    id: 'cn-driving-file',
    title: { en: 'Chinese driving licence file number', zh: '驾驶证档案编号' },
    near: ['档案编号', '驾驶证', '驾照', 'driving licence', 'driver license'],
    pattern: `${PROVINCE}\\d{10}`,
  },
  {
    id: 'cn-plate',
    severity: 'medium',
    title: { en: 'Chinese number plate', zh: '机动车号牌' },
    somewhere: Array.from(PROVINCE_SIGNS),
    pattern: `[${PROVINCE_SIGNS}][A-HJ-NP-Z][·. ]?(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])`,
    isCaseExact: true,
    check: (text) => digitsOf(text).length >= 3,
  },
  {
    id: 'cn-plate-new-energy',
    severity: 'medium',
    title: { en: 'Chinese number plate of a new energy vehicle', zh: '新能源汽车号牌' },
    somewhere: Array.from(PROVINCE_SIGNS),
    pattern: `[${PROVINCE_SIGNS}][A-HJ-NP-Z][·. ]?(?:[A-K][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-K])`,
    isCaseExact: true,
  },
  {
    id: 'cn-mobile',
    title: { en: 'Chinese mobile number', zh: '中国大陆手机号' },
    pattern: `(?:(?:\\+|00)86[ -]?)?${MOBILE_SPACED}`,
  },
  {
    id: 'cn-landline',
    severity: 'medium',
    title: { en: 'Chinese landline number', zh: '固定电话' },
    near: ['电话', '座机', '固话', '传真', 'tel', 'phone', 'telephone', 'fax', '联系方式'],
    pattern:
      '(?:(?:\\+|00)86[ -]?)?\\(?0(?:10|2[0-57-9]|[3-9]\\d{2})\\)?[ -]?[2-8]\\d{6,7}(?:[- 转]\\d{1,5})?',
  },
  {
    id: 'cn-bank-card',
    title: { en: 'UnionPay card number', zh: '银联卡号' },
    pattern: '62\\d{2}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4}(?:[ -]?\\d{1,3})?',
    check: isLuhn,
  },
  {
    id: 'cn-waybill-phone',
    title: { en: 'Waybill number with the phone of the receiver', zh: '运单号与收件人手机号' },
    near: ['运单', '快递', '单号', 'waybill', 'tracking'],
    pattern: `(?:SF|YT|ZTO|STO|JD|JT|EMS|DPK|YD|HT)[A-Z]?\\d{9,18}[A-Z]{0,2}[ ,，;；:：/|_-]{1,3}(?:${MOBILE}|\\d{4})`,
  },
  {
    id: 'cn-social-security',
    title: { en: 'Chinese social security number', zh: '社会保障号' },
    near: ['社保', '社会保障', '医保', 'social security', 'medical insurance'],
    pattern: '(?:[A-Z]\\d{8}|[A-Z]{2}\\d{7}|\\d{10})',
  },
  {
    id: 'cn-housing-fund',
    severity: 'medium',
    title: { en: 'Chinese housing fund account', zh: '住房公积金账号' },
    near: ['公积金', 'housing fund'],
    pattern: '\\d{9,12}',
  },
]);
