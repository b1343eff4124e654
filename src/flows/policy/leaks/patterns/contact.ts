import { bareOf, digitsOf, isDay, isLuhn } from '../check-digits.ts';
import { patternsOf } from '../pattern.ts';

const CALLING =
  '(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|2[1-69]\\d|3[578]\\d|42\\d|5[09]\\d|6[7-9]\\d|8[05789]\\d|9[679]\\d)';

/** ISO 3779 as North America checks it. */
function isVehicle(text: string): boolean {
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const values = '12345678012345070923456789';
  const bare = bareOf(text);
  const sum = weights.reduce((total, weight, index) => {
    const sign = bare[index] ?? '';
    const value = /\d/.test(sign) ? Number(sign) : Number(values[letters.indexOf(sign)]);
    return total + weight * value;
  }, 0);
  return bare[8] === (sum % 11 === 10 ? 'X' : String(sum % 11));
}

/** Addresses that belong to nobody: of examples, of one's own machine or network, of many. */
function isPublicAddress(text: string): boolean {
  const [first = 0, second = 0, third = 0] = text.split('.').map(Number);
  const isOwn =
    first === 0 ||
    first === 10 ||
    first === 127 ||
    first >= 224 ||
    (first === 169 && second === 254) ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168) ||
    (first === 100 && second >= 64 && second <= 127);
  const isExample =
    (first === 192 && second === 0 && third === 2) ||
    (first === 198 && second === 51 && third === 100) ||
    (first === 203 && second === 0 && third === 113);
  return !isOwn && !isExample;
}

export const CONTACT_PATTERNS = patternsOf('contact', [
  {
    id: 'email',
    severity: 'medium',
    title: { en: 'E-mail address', zh: '电子邮箱' },
    somewhere: ['@'],
    pattern: '[a-z0-9._%+-]{1,64}@(?:[a-z0-9-]{1,63}\\.){1,4}[a-z]{2,24}',
    check: (text) =>
      !/@(?:[a-z0-9.-]*\.)?(?:example|test|invalid|localhost)(?:\.[a-z]+)?$/i.test(text) &&
      !/\.(?:png|jpe?g|gif|svg|webp|js|css|ts)$/i.test(text),
  },
  {
    id: 'phone-international',
    title: { en: 'International phone number', zh: '国际电话号码' },
    somewhere: ['+'],
    pattern: `\\+${CALLING}[ .-]?(?:\\(\\d{1,4}\\)|\\d{1,4})(?:[ .-]?\\d{2,4}){2,4}`,
    check: (text) => {
      const { length } = digitsOf(text);
      return length >= 9 && length <= 15;
    },
  },
  {
    id: 'phone-north-american',
    title: { en: 'North American phone number', zh: '北美电话号码' },
    near: ['phone', 'tel', 'telephone', 'mobile', 'cell', 'call', 'contact', 'fax', '电话', '手机'],
    pattern: '\\(?[2-9]\\d{2}\\)?[ .-]?[2-9]\\d{2}[ .-]?\\d{4}',
    check: (text) => !/^\d{3}[ .-]?555/.test(text.replace(/[()]/g, '')),
  },
  {
    id: 'phone-local',
    title: { en: 'Phone number after a word for it', zh: '标明的电话号码' },
    near: [
      'phone',
      'tel',
      'telephone',
      'mobile',
      'mobile number',
      'phone number',
      'whatsapp',
      'teléfono',
      'telefon',
      'téléphone',
      '电话',
      '手机',
      '手机号',
      '電話',
      '携帯',
    ],
    pattern: '0\\d{1,4}[ .-]?\\d{2,4}[ .-]?\\d{3,4}',
    check: (text) => {
      const { length } = digitsOf(text);
      return length >= 9 && length <= 12;
    },
  },
  {
    id: 'device-imei',
    title: { en: 'Device number (IMEI)', zh: '设备识别码' },
    near: ['imei', 'meid', '串号', '设备号'],
    pattern: '\\d{2}-?\\d{6}-?\\d{6}-?\\d',
    check: isLuhn,
  },
  {
    id: 'subscriber-imsi',
    title: { en: 'Subscriber number (IMSI)', zh: '用户识别码' },
    near: ['imsi'],
    pattern: '(?:2[0-9]{2}|3[0-9]{2}|4[0-9]{2}|5[0-5]\\d|6[0-5]\\d|7[0-5]\\d)\\d{11,12}',
  },
  {
    id: 'sim-card',
    title: { en: 'SIM card number (ICCID)', zh: '手机卡号' },
    near: ['iccid', 'sim', 'sim card', '手机卡'],
    pattern: '89\\d{17,18}',
    check: isLuhn,
  },
  {
    id: 'network-card',
    severity: 'medium',
    title: { en: 'Network card (MAC address)', zh: '网卡地址' },
    pattern: '(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|(?:[0-9a-f]{2}-){5}[0-9a-f]{2}',
    check: (text) => !/^(?:00[:-]){5}00$|^(?:ff[:-]){5}ff$/i.test(text),
  },
  {
    id: 'internet-address',
    severity: 'low',
    title: { en: 'Public internet address', zh: '公网地址' },
    pattern: '(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)',
    near: [
      'ip',
      'ip address',
      'client_ip',
      'clientip',
      'remote_addr',
      'x-forwarded-for',
      '地址',
      'address',
      'host',
    ],
    check: isPublicAddress,
  },
  {
    id: 'internet-address-six',
    severity: 'low',
    title: { en: 'Public internet address, version 6', zh: '第六版公网地址' },
    somewhere: [':'],
    pattern:
      '(?:2[0-9a-f]{3}|3[0-9a-f]{3})(?::[0-9a-f]{1,4}){7}|(?:2[0-9a-f]{3})(?::[0-9a-f]{1,4}){1,5}::(?:[0-9a-f]{1,4})?(?::[0-9a-f]{1,4}){0,4}',
    check: (text) => !/^2001:0?db8:/i.test(text),
  },
  {
    id: 'position',
    severity: 'medium',
    title: { en: 'Place on the map', zh: '经纬度' },
    near: [
      'gps',
      'lat',
      'lng',
      'latitude',
      'longitude',
      'location',
      'coordinates',
      '经纬度',
      '坐标',
      '定位',
      'lon',
      'geo',
    ],
    pattern: '-?(?:90|[1-8]?\\d)\\.\\d{4,10} ?[,，;] ?-?(?:180|1[0-7]\\d|\\d?\\d)\\.\\d{4,10}',
  },
  {
    id: 'address-chinese',
    title: { en: 'Chinese street address', zh: '中文门牌地址' },
    somewhere: ['路', '街', '道', '巷', '弄', '村', '小区', '胡同', '花园', '苑'],
    pattern:
      '[\\u4e00-\\u9fa5]{1,8}(?:省|市|区|县|旗|镇|乡)[\\u4e00-\\u9fa5A-Za-z0-9]{0,20}(?:路|街|大道|道|巷|弄|村|胡同|小区|花园|苑)[\\u4e00-\\u9fa5A-Za-z]{0,4}\\d{1,5}(?:号|弄|栋|幢|座|单元|室|组)',
  },
  {
    id: 'address-english',
    title: { en: 'English street address', zh: '英文门牌地址' },
    somewhere: [
      'street',
      ' st',
      'avenue',
      ' ave',
      'road',
      ' rd',
      'lane',
      'drive',
      'blvd',
      'boulevard',
      'court',
      'way',
      'close',
      ' ln',
      ' dr',
      ' ct',
      'terrace',
    ],
    pattern:
      '\\d{1,5}[A-Za-z]? (?:(?:N|S|E|W|North|South|East|West)\\.? )?(?:[A-Z][a-z]{1,15} ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Close|Terrace)\\.?',
    isCaseExact: true,
  },
  {
    id: 'wechat-name',
    severity: 'medium',
    title: { en: 'WeChat name', zh: '微信号' },
    near: ['微信', '微信号', 'wechat', 'weixin', 'vx', 'wxid'],
    pattern: '(?:wxid_[0-9a-z]{12,16}|[a-z][a-z0-9_-]{5,19})',
    check: (text) => /[0-9_]/.test(text),
  },
  {
    id: 'qq-number',
    severity: 'medium',
    title: { en: 'QQ number', zh: 'QQ 号' },
    near: ['qq', 'qq号', '扣扣'],
    pattern: '[1-9]\\d{4,10}',
  },
  {
    id: 'vehicle-number',
    severity: 'medium',
    title: { en: 'Vehicle number (VIN)', zh: '车架号' },
    near: ['vin', '车架号', '车辆识别', 'vehicle identification', 'chassis'],
    pattern: '[A-HJ-NPR-Z0-9]{17}',
    check: isVehicle,
  },
  {
    id: 'passport-strip',
    title: { en: 'Machine-readable strip of a passport', zh: '护照机读码' },
    somewhere: ['p<'],
    pattern:
      'P<[A-Z]{3}[A-Z<]{39}\\s{0,2}[A-Z0-9<]{9}\\d[A-Z]{3}\\d{7}[MFX<]\\d{7}[A-Z0-9<]{14}[0-9<]\\d',
    isCaseExact: true,
  },
  {
    id: 'birth-day',
    severity: 'medium',
    title: { en: 'Day of birth', zh: '出生日期' },
    near: [
      '出生日期',
      '生日',
      '出生',
      'date of birth',
      'dob',
      'birthday',
      'birthdate',
      'born',
      'birth date',
      'fecha de nacimiento',
      'geburtsdatum',
      'date de naissance',
    ],
    pattern: '(?:19|20)\\d{2}[-/.年] ?\\d{1,2}[-/.月] ?\\d{1,2}日?',
    check: (text) => {
      const [year = 0, month = 0, day = 0] = (text.match(/\d+/g) ?? []).map(Number);
      return isDay(year, month, day);
    },
  },
]);
