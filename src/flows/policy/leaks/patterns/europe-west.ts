import {
  bareOf,
  digitsOf,
  isLuhn,
  isLuhnOf,
  isMod11And10,
  isShortDay,
  isVerhoeff,
  isDay,
  numberAt,
  remainderOf,
  valuesOf,
  weighted,
} from '../check-digits.ts';
import { patternsOf } from '../pattern.ts';

const DAY_MONTH = '(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])';
const SPANISH_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const ITALIAN_ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** § 139b AO: one digit of the first ten comes twice or three times, and ISO 7064 mod 11-10. */
function isGermanTaxId(text: string): boolean {
  const digits = digitsOf(text);
  const counts = new Map<number, number>();
  for (const digit of digits.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const repeated = [...counts.values()].filter((count) => count > 1);
  return repeated.length === 1 && (repeated[0] ?? 0) <= 3 && isMod11And10(digits);
}

function isGermanInsurance(text: string): boolean {
  const bare = bareOf(text);
  const letter = String(bare.charCodeAt(8) - 64).padStart(2, '0');
  const digits = digitsOf(`${bare.slice(0, 8)}${letter}${bare.slice(9)}`);
  const sum = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1].reduce((total, weight, index) => {
    const product = weight * (digits[index] ?? 0);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return sum % 10 === digits[12];
}

/** ICAO 9303: weights 7, 3, 1 over digits and letters, modulo ten. */
function isIcaoChecked(text: string): boolean {
  const values = valuesOf(text);
  const sum = values
    .slice(0, -1)
    .reduce((total, value, index) => total + value * ([7, 3, 1][index % 3] ?? 0), 0);
  return sum % 10 === values.at(-1);
}

function isFrenchInsurance(text: string): boolean {
  const bare = bareOf(text).replace('2A', '19').replace('2B', '18');
  return (
    /^\d{15}$/.test(bare) && 97 - remainderOf(bare.slice(0, 13), 97) === Number(bare.slice(13))
  );
}

function isItalianFiscalCode(text: string): boolean {
  const bare = bareOf(text);
  const sum = Array.from(bare.slice(0, 15)).reduce((total, sign, index) => {
    const value = /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65;
    return total + (index % 2 === 0 ? (ITALIAN_ODD[value] ?? 0) : value);
  }, 0);
  return String.fromCharCode(65 + (sum % 26)) === bare[15];
}

function isSpanishId(text: string): boolean {
  const bare = bareOf(text);
  const number = Number(bare.slice(0, 8).replace(/^[XYZ]/, (sign) => String('XYZ'.indexOf(sign))));
  return SPANISH_LETTERS[number % 23] === bare[8];
}

function isSpanishCompany(text: string): boolean {
  const bare = bareOf(text);
  const digits = digitsOf(bare.slice(1, 8));
  const sum = digits.reduce((total, digit, index) => {
    const doubled = digit * 2;
    return total + (index % 2 === 1 ? digit : Math.floor(doubled / 10) + (doubled % 10));
  }, 0);
  const check = (10 - (sum % 10)) % 10;
  return bare[8] === String(check) || bare[8] === 'JABCDEFGHI'[check];
}

function isPortugueseTax(text: string): boolean {
  const digits = digitsOf(text);
  const check = 11 - (weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return (check >= 10 ? 0 : check) === digits[8];
}

function isBelgianNumber(text: string): boolean {
  const digits = digitsOf(text).join('');
  const [body, check] = [digits.slice(0, 9), Number(digits.slice(9))];
  return 97 - remainderOf(body, 97) === check || 97 - remainderOf(`2${body}`, 97) === check;
}

function isIrishNumber(text: string): boolean {
  const bare = bareOf(text);
  const second = bare[8] === undefined || bare[8] === 'W' ? 0 : bare.charCodeAt(8) - 64;
  const sum = weighted(digitsOf(bare), [8, 7, 6, 5, 4, 3, 2]) + 9 * second;
  return 'WABCDEFGHIJKLMNOPQRSTUV'[sum % 23] === bare[7];
}

export const WEST_EUROPEAN_PATTERNS = patternsOf('national', [
  {
    id: 'de-tax-id',
    title: { en: 'German tax identification number', zh: '德国税务识别号' },
    near: [
      'steuer-id',
      'steuerid',
      'steueridentifikationsnummer',
      'identifikationsnummer',
      'idnr',
      'tax id',
      'taxid',
      'steuer',
    ],
    pattern: '[1-9]\\d[ ]?\\d{3}[ ]?\\d{3}[ ]?\\d{3}',
    check: isGermanTaxId,
  },
  {
    id: 'de-social-insurance',
    title: { en: 'German pension insurance number', zh: '德国养老保险号' },
    near: [
      'rentenversicherung',
      'rvnr',
      'sozialversicherung',
      'versicherungsnummer',
      'svnr',
      'social insurance',
    ],
    pattern: `\\d{2}[ ]?${DAY_MONTH}\\d{2}[ ]?[A-Z][ ]?\\d{3}`,
    check: isGermanInsurance,
  },
  {
    id: 'de-id-card',
    title: { en: 'German identity card', zh: '德国身份证号' },
    near: ['personalausweis', 'ausweis', 'ausweisnummer', 'id card', 'reisepass', 'passport'],
    pattern: '[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\\d',
    check: isIcaoChecked,
  },
  {
    id: 'fr-social-insurance',
    title: { en: 'French social insurance number (NIR)', zh: '法国社会保险号' },
    pattern:
      '[1-478][ ]?\\d{2}[ ]?(?:0[1-9]|1[0-2]|[2-4]\\d|50)[ ]?(?:\\d{2}|2[AB])[ ]?\\d{3}[ ]?\\d{3}[ ]?(?:0[1-9]|[1-8]\\d|9[0-7])',
    near: [
      'nir',
      'sécurité sociale',
      'securite sociale',
      'numéro de sécu',
      'insee',
      'social security',
    ],
    check: isFrenchInsurance,
  },
  {
    id: 'fr-tax-id',
    title: { en: 'French tax number', zh: '法国税号' },
    near: ['spi', 'numéro fiscal', 'numero fiscal', 'impots', 'impôts', 'tax id'],
    pattern: '[0-3]\\d[ ]?\\d{2}[ ]?\\d{3}[ ]?\\d{3}[ ]?\\d{3}',
    check: (text) => {
      const digits = digitsOf(text).join('');
      return Number(digits.slice(0, 10)) % 511 === Number(digits.slice(10));
    },
  },
  {
    id: 'fr-passport',
    title: { en: 'French passport', zh: '法国护照号' },
    near: ['passeport', 'passport'],
    pattern: '\\d{2}[A-Z]{2}\\d{5}',
  },
  {
    id: 'it-fiscal-code',
    title: { en: 'Italian fiscal code', zh: '意大利税号' },
    pattern: '[A-Z]{6}\\d{2}[ABCDEHLMPRST](?:[04][1-9]|[1256]\\d|[37][01])[A-Z]\\d{3}[A-Z]',
    check: isItalianFiscalCode,
  },
  {
    id: 'it-vat',
    severity: 'medium',
    title: { en: 'Italian VAT number', zh: '意大利增值税号' },
    near: ['partita iva', 'p.iva', 'p. iva', 'partitaiva', 'piva', 'vat'],
    pattern: '(?:IT)?\\d{7}(?:0\\d\\d|100|12[01]|888|999)\\d',
    check: isLuhn,
  },
  {
    id: 'es-dni',
    title: { en: 'Spanish identity number (DNI)', zh: '西班牙身份证号' },
    near: ['dni', 'nif', 'documento', 'identidad', 'spanish id'],
    pattern: '\\d{8}[- ]?[A-HJ-NP-TV-Z]',
    check: isSpanishId,
  },
  {
    id: 'es-nie',
    title: { en: 'Spanish foreigner number (NIE)', zh: '西班牙外国人身份号' },
    pattern: '[XYZ][- ]?\\d{7}[- ]?[A-HJ-NP-TV-Z]',
    check: isSpanishId,
  },
  {
    id: 'es-company',
    severity: 'medium',
    title: { en: 'Spanish company tax number (CIF)', zh: '西班牙企业税号' },
    near: ['cif', 'nif', 'empresa', 'vat'],
    pattern: '[ABCDEFGHJNPQRSUVW]\\d{7}[0-9A-J]',
    check: isSpanishCompany,
  },
  {
    id: 'pt-tax-id',
    title: { en: 'Portuguese tax number (NIF)', zh: '葡萄牙税号' },
    near: ['nif', 'contribuinte', 'portuguese tax'],
    pattern: '[1-3568]\\d{2}[ ]?\\d{3}[ ]?\\d{3}',
    check: isPortugueseTax,
  },
  {
    id: 'pt-citizen-card',
    title: { en: 'Portuguese citizen card', zh: '葡萄牙公民卡号' },
    near: ['cartão de cidadão', 'cartao de cidadao', 'cartão', 'citizen card'],
    pattern: '\\d{8}[ -]?\\d[ -]?[A-Z0-9]{2}\\d',
    check: (text) => isLuhnOf(valuesOf(text)),
  },
  {
    id: 'nl-citizen-number',
    title: { en: 'Dutch citizen service number (BSN)', zh: '荷兰公民服务号' },
    near: ['bsn', 'burgerservicenummer', 'sofinummer', 'sofi'],
    pattern: '\\d{4}[. ]?\\d{2}[. ]?\\d{3}',
    check: (text) => weighted(digitsOf(text), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  },
  {
    id: 'nl-passport',
    title: { en: 'Dutch passport or identity card', zh: '荷兰护照或身份证号' },
    near: ['paspoort', 'identiteitskaart', 'passport'],
    pattern: '[A-NP-Z]{2}[A-NP-Z0-9]{6}\\d',
  },
  {
    id: 'be-national-number',
    title: { en: 'Belgian national number', zh: '比利时国民登记号' },
    near: [
      'rijksregister',
      'registre national',
      'rijksregisternummer',
      'nationaal nummer',
      'numéro national',
      'insz',
      'niss',
      'national number',
    ],
    pattern: '\\d{2}[. ]?(?:0\\d|1[0-2])[. ]?(?:[0-2]\\d|3[01])[- ]?\\d{3}[. ]?\\d{2}',
    check: isBelgianNumber,
  },
  {
    id: 'lu-national-id',
    title: { en: 'Luxembourg national number', zh: '卢森堡国民登记号' },
    near: ['matricule', 'luxembourg', 'cns', 'national id'],
    pattern: '(?:1[89]|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{5}',
    check: (text) => {
      const digits = digitsOf(text).join('');
      return isLuhn(digits.slice(0, 12)) && isVerhoeff(`${digits.slice(0, 11)}${digits[12]}`);
    },
  },
  {
    id: 'ch-social-insurance',
    title: { en: 'Swiss social insurance number (AHV)', zh: '瑞士社会保险号' },
    somewhere: ['756'],
    pattern: '756[. ]?\\d{4}[. ]?\\d{4}[. ]?\\d{2}',
    check: (text) => weighted(digitsOf(text), [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
  },
  {
    id: 'at-social-insurance',
    title: { en: 'Austrian social insurance number', zh: '奥地利社会保险号' },
    near: [
      'svnr',
      'sv-nummer',
      'sozialversicherungsnummer',
      'versicherungsnummer',
      'social insurance',
    ],
    pattern: `[1-9]\\d{3}[ ]?${DAY_MONTH}\\d{2}`,
    check: (text) => {
      const digits = digitsOf(text);
      return weighted(digits, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === digits[3];
    },
  },
  {
    id: 'ie-personal-number',
    title: { en: 'Irish personal public service number', zh: '爱尔兰个人公共服务号' },
    near: ['pps', 'ppsn', 'pps number', 'personal public service'],
    pattern: '\\d{7}[A-W][A-IW]?',
    check: isIrishNumber,
  },
  {
    id: 'uk-national-insurance',
    title: { en: 'UK national insurance number', zh: '英国国民保险号' },
    pattern: '[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ ]?\\d{2}[ ]?\\d{2}[ ]?\\d{2}[ ]?[A-D]',
    near: ['national insurance', 'nino', 'ni number', 'ni no', 'insurance number'],
    check: (text) => !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/i.test(text),
  },
  {
    id: 'uk-health-number',
    title: { en: 'UK NHS number', zh: '英国国民医疗服务号' },
    near: ['nhs', 'nhs number', 'health service'],
    pattern: '\\d{3}[ -]?\\d{3}[ -]?\\d{4}',
    check: (text) => {
      const digits = digitsOf(text);
      return (11 - (weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === digits[9];
    },
  },
  {
    id: 'uk-tax-reference',
    title: { en: 'UK unique taxpayer reference', zh: '英国纳税人编号' },
    near: ['utr', 'taxpayer reference', 'tax reference', 'hmrc'],
    pattern: '\\d{5}[ ]?\\d{5}',
    check: (text) => {
      const digits = digitsOf(text);
      const sum = weighted(digits.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]);
      return '21987654321'[sum % 11] === String(digits[0]);
    },
  },
  {
    id: 'uk-driving-licence',
    title: { en: 'UK driving licence', zh: '英国驾驶证号' },
    near: ['driving licence', 'driver licence', 'dvla', 'licence number'],
    pattern: '[A-Z9]{5}\\d[0156]\\d(?:0[1-9]|[12]\\d|3[01])\\d[A-Z9]{2}[A-Z0-9]{3}',
    check: (text) => {
      const month = Number(text.slice(6, 8)) % 50;
      return month >= 1 && month <= 12;
    },
  },
  {
    id: 'uk-passport',
    title: { en: 'UK passport', zh: '英国护照号' },
    near: ['uk passport', 'british passport', 'passport no', 'passport number', 'hm passport'],
    pattern: '(?:\\d{9}|[A-Z]\\d{8})',
  },
  {
    id: 'is-identity-number',
    title: { en: 'Icelandic identity number (kennitala)', zh: '冰岛身份号码' },
    near: ['kennitala', 'iceland', 'icelandic'],
    pattern: `${DAY_MONTH}\\d{2}-?\\d{3}[089]`,
    check: (text) => {
      const digits = digitsOf(text);
      return weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
    },
  },
  {
    id: 'se-personal-number',
    title: { en: 'Swedish personal number', zh: '瑞典个人号' },
    near: ['personnummer', 'samordningsnummer', 'personal number', 'swedish id'],
    pattern: '(?:19|20)?\\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\\d|3[01]|[6-8]\\d|9[01])[-+]?\\d{4}',
    check: (text) => {
      const digits = digitsOf(text).slice(-10);
      const day = numberAt(digits, 4, 2);
      const isDayOk = isShortDay(numberAt(digits, 0, 2), numberAt(digits, 2, 2), day % 60);
      return isDayOk && isLuhnOf(digits);
    },
  },
  {
    id: 'no-birth-number',
    title: { en: 'Norwegian birth number', zh: '挪威出生号' },
    near: ['fødselsnummer', 'fodselsnummer', 'personnummer', 'fnr', 'norwegian id'],
    pattern: '(?:[04][1-9]|[1256]\\d|[37][01])(?:0[1-9]|1[0-2])\\d{2}[ ]?\\d{5}',
    check: (text) => {
      const digits = digitsOf(text);
      return (
        weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
        weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
      );
    },
  },
  {
    id: 'fi-identity-code',
    title: { en: 'Finnish personal identity code', zh: '芬兰个人身份代码' },
    pattern: `${DAY_MONTH}\\d{2}[-+A-FYXWVU]\\d{3}[0-9A-FHJ-NPR-Y]`,
    check: (text) => {
      const bare = text.toUpperCase();
      const digits = digitsOf(bare.slice(0, 6) + bare.slice(7, 10));
      const isDayOk = isDay(
        1900 + numberAt(digits, 4, 2),
        numberAt(digits, 2, 2),
        numberAt(digits, 0, 2),
      );
      return isDayOk && '0123456789ABCDEFHJKLMNPRSTUVWXY'[numberAt(digits, 0, 9) % 31] === bare[10];
    },
  },
  {
    id: 'dk-personal-number',
    title: { en: 'Danish personal number (CPR)', zh: '丹麦个人号' },
    near: ['cpr', 'cpr-nummer', 'personnummer', 'danish id'],
    pattern: `${DAY_MONTH}\\d{2}[- ]?\\d{4}`,
    check: (text) => {
      const digits = digitsOf(text);
      return isShortDay(numberAt(digits, 4, 2), numberAt(digits, 2, 2), numberAt(digits, 0, 2));
    },
  },
  {
    id: 'mt-identity-card',
    title: { en: 'Maltese identity card', zh: '马耳他身份证号' },
    near: ['malta', 'maltese', 'karta tal-identità', 'identity card'],
    pattern: '\\d{5,7}[APMGLHBZ]',
  },
  {
    id: 'cy-tax-id',
    title: { en: 'Cypriot tax number', zh: '塞浦路斯税号' },
    near: ['cyprus', 'cypriot', 'tic', 'αφμ'],
    pattern: '[0-59]\\d{7}[A-Z]',
    check: (text) => {
      const bare = bareOf(text);
      const table = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
      const sum = digitsOf(bare).reduce(
        (total, digit, index) => total + (index % 2 === 0 ? (table[digit] ?? 0) : digit),
        0,
      );
      return String.fromCharCode(65 + (sum % 26)) === bare[8];
    },
  },
]);
