import { hash } from 'node:crypto';
import { bareOf, digitsOf, isLuhn, isMod97, remainderOf, weighted } from '../check-digits.ts';
import { patternsOf } from '../pattern.ts';

/** The length of an IBAN by its country (SWIFT's IBAN registry). */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 ' +
    'EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 ' +
    'KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 ' +
    'PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 ' +
    'VG24 XK20'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);
const IBAN_COUNTRIES = Object.keys(IBAN_LENGTHS).join('|');
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Sixteen digits in fours, of which the beginning says the network. */
function cardOf(beginning: string): string {
  return `${beginning}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4}`;
}

function isIban(text: string): boolean {
  const bare = bareOf(text);
  return bare.length === IBAN_LENGTHS[bare.slice(0, 2)] && isMod97(bare);
}

/** American Bankers Association: weights 3, 7, 1. */
function isRoutingNumber(text: string): boolean {
  return weighted(digitsOf(text), [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0;
}

function isClabe(text: string): boolean {
  const digits = digitsOf(text);
  const sum = digits
    .slice(0, 17)
    .reduce((total, digit, index) => total + ((digit * ([3, 7, 1][index % 3] ?? 0)) % 10), 0);
  return (10 - (sum % 10)) % 10 === digits[17];
}

/** The bytes that a base58 text stands for, or null when its last four are not the hash of the rest. */
function isBase58Checked(text: string): boolean {
  let number = 0n;
  for (const sign of text) number = number * 58n + BigInt(BASE58.indexOf(sign));
  const leading = /^1*/.exec(text)?.[0].length ?? 0;
  const digits = number.toString(16);
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  const bytes = Buffer.from('00'.repeat(leading) + even, 'hex');
  const body = bytes.subarray(0, -4);
  const twice = hash('sha256', hash('sha256', body, 'buffer'), 'hex');
  return twice.slice(0, 8) === bytes.subarray(-4).toString('hex');
}

export const PAYMENT_PATTERNS = patternsOf('payment', [
  {
    id: 'card-visa',
    title: { en: 'Visa card number', zh: 'Visa 卡号' },
    pattern: cardOf('4\\d{3}'),
    check: isLuhn,
  },
  {
    id: 'card-mastercard',
    title: { en: 'Mastercard number', zh: '万事达卡号' },
    pattern: cardOf('(?:5[1-5]\\d{2}|222[1-9]|22[3-9]\\d|2[3-6]\\d{2}|27[01]\\d|2720)'),
    check: isLuhn,
  },
  {
    id: 'card-american-express',
    title: { en: 'American Express card number', zh: '美国运通卡号' },
    pattern: '3[47]\\d{2}[ -]?\\d{6}[ -]?\\d{5}',
    check: isLuhn,
  },
  {
    id: 'card-discover',
    title: { en: 'Discover card number', zh: 'Discover 卡号' },
    pattern: cardOf('(?:6011|64[4-9]\\d|65\\d{2})'),
    check: isLuhn,
  },
  {
    id: 'card-jcb',
    title: { en: 'JCB card number', zh: 'JCB 卡号' },
    pattern: cardOf('35(?:2[89]|[3-8]\\d)'),
    check: isLuhn,
  },
  {
    id: 'card-diners',
    title: { en: 'Diners Club card number', zh: '大来卡号' },
    near: ['card', 'diners', 'credit card', 'card number', '卡号', '信用卡'],
    pattern: '3(?:0[0-5]|095|[689]\\d)\\d?[ -]?\\d{6}[ -]?\\d{4}',
    check: (text) => digitsOf(text).length === 14 && isLuhn(text),
  },
  {
    id: 'card-maestro',
    title: { en: 'Maestro card number', zh: 'Maestro 卡号' },
    near: ['card', 'maestro', 'debit card', 'card number', '卡号', '借记卡'],
    pattern: '(?:50[0-9]{2}|5[6-8]\\d{2}|6[37]\\d{2})\\d{8,15}',
    check: isLuhn,
  },
  {
    id: 'card-mir',
    title: { en: 'Mir card number', zh: 'Mir 卡号' },
    pattern: cardOf('220[0-4]'),
    check: isLuhn,
  },
  {
    id: 'card-rupay',
    title: { en: 'RuPay card number', zh: 'RuPay 卡号' },
    near: ['card', 'rupay', 'card number', '卡号'],
    pattern: cardOf('(?:60\\d{2}|8[12]\\d{2}|508\\d)'),
    check: isLuhn,
  },
  {
    id: 'card-elo',
    title: { en: 'Elo card number', zh: 'Elo 卡号' },
    near: ['card', 'elo', 'cartão', 'cartao', '卡号'],
    pattern: cardOf('(?:5067|5090|6277|6362|6363|6500|6504|6505|6507|6509|6516|6550)'),
    check: isLuhn,
  },
  {
    id: 'card-security-code',
    title: { en: 'Card security code', zh: '银行卡安全码' },
    near: ['cvv', 'cvv2', 'cvc', 'cvc2', 'cid', 'security code', '安全码', '校验码'],
    pattern: '\\d{3,4}',
  },
  {
    id: 'card-expiry',
    severity: 'medium',
    title: { en: 'Card expiry', zh: '银行卡有效期' },
    near: ['expiry', 'exp date', 'card exp', 'valid thru', 'expiration', '卡有效期', '有效期'],
    pattern: '(?:0[1-9]|1[0-2]) ?\\/ ?(?:20)?[2-4]\\d',
  },
  {
    id: 'card-track-one',
    title: { en: 'First track of a card', zh: '银行卡一磁道' },
    somewhere: ['%b'],
    pattern: '%B\\d{12,19}\\^[A-Z][A-Z /.]{1,25}\\^\\d{7}[0-9A-Z]{0,40}\\?',
  },
  {
    id: 'card-track-two',
    title: { en: 'Second track of a card', zh: '银行卡二磁道' },
    somewhere: ['='],
    pattern: ';\\d{12,19}=\\d{7}\\d{0,20}\\?',
  },
  {
    id: 'iban',
    title: { en: 'International bank account number', zh: '国际银行账号' },
    pattern: `(?:${IBAN_COUNTRIES})\\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?`,
    check: isIban,
  },
  {
    id: 'bank-identifier',
    severity: 'low',
    title: { en: 'Bank identifier (BIC, SWIFT)', zh: '银行识别代码' },
    near: ['bic', 'swift', 'swift code', 'bank identifier'],
    pattern:
      '[A-Z]{4}(?:A[DELTUZ]|B[AEGHRY]|C[AHLNOYZ]|D[EK]|E[EGS]|F[IR]|G[BR]|H[KRU]|I[DELNST]|JP|K[RWZ]|L[TUV]|M[CTXY]|N[LOZ]|P[HKLT]|QA|R[OSU]|S[AEGIK]|T[HRW]|U[AS]|VN|ZA)[A-Z0-9]{2}(?:[A-Z0-9]{3})?',
    isCaseExact: true,
  },
  {
    id: 'us-routing-number',
    severity: 'medium',
    title: { en: 'US bank routing number', zh: '美国银行路由号' },
    near: ['routing', 'aba', 'routing number', 'rtn'],
    pattern: '(?:0\\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\\d{7}',
    check: isRoutingNumber,
  },
  {
    id: 'uk-sort-code',
    severity: 'medium',
    title: { en: 'UK sort code with account number', zh: '英国银行代码与账号' },
    near: ['sort code', 'sortcode'],
    pattern: '\\d{2}-?\\d{2}-?\\d{2}',
  },
  {
    id: 'au-bank-branch',
    severity: 'medium',
    title: { en: 'Australian bank branch (BSB)', zh: '澳大利亚银行分行号' },
    near: ['bsb'],
    pattern: '\\d{3}-?\\d{3}',
  },
  {
    id: 'in-bank-branch',
    severity: 'medium',
    title: { en: 'Indian bank branch (IFSC)', zh: '印度银行分行号' },
    near: ['ifsc'],
    pattern: '[A-Z]{4}0[A-Z0-9]{6}',
  },
  {
    id: 'mx-bank-account',
    title: { en: 'Mexican bank account (CLABE)', zh: '墨西哥银行账号' },
    near: ['clabe', 'interbancaria'],
    pattern: '\\d{18}',
    check: isClabe,
  },
  {
    id: 'cn-bank-branch',
    severity: 'low',
    title: { en: 'Chinese bank branch (CNAPS)', zh: '银行联行号' },
    near: ['联行号', '行号', 'cnaps'],
    pattern: '(?:[1-8]\\d{2}|90[1-9])\\d{9}',
  },
  {
    id: 'bank-account',
    severity: 'medium',
    title: { en: 'Bank account number', zh: '银行账号' },
    near: [
      'bank account',
      'account number',
      'account no',
      '银行账号',
      '银行帐号',
      '账户号',
      '收款账号',
      '开户账号',
    ],
    pattern: '\\d{3,6}[ -]?\\d{3,6}[ -]?\\d{2,8}',
  },
  {
    id: 'es-bank-account',
    title: { en: 'Spanish bank account (CCC)', zh: '西班牙银行账号' },
    near: ['ccc', 'cuenta', 'código cuenta'],
    pattern: '\\d{4}[ -]?\\d{4}[ -]?\\d{2}[ -]?\\d{10}',
    check: (text) => {
      const digits = digitsOf(text);
      const check = (part: readonly number[]) => {
        const rest = 11 - (weighted(part, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11);
        return rest === 10 ? 1 : rest % 11;
      };
      const bank = check([0, 0, ...digits.slice(0, 8)]);
      return bank === digits[8] && check(digits.slice(10)) === digits[9];
    },
  },
  {
    id: 'fr-bank-account',
    title: { en: 'French bank account (RIB)', zh: '法国银行账号' },
    near: ['rib', 'relevé d’identité bancaire'],
    pattern: '\\d{5}[ ]?\\d{5}[ ]?[0-9A-Z]{11}[ ]?\\d{2}',
    check: (text) => {
      // Letters stand for digits: A, J are 1; B, K, S are 2; and so on.
      const digits = Array.from(bareOf(text), (sign) => {
        const value = Number.parseInt(sign, 36);
        return value < 10 ? sign : String(((value >= 28 ? value - 27 + 1 : value - 10) % 9) + 1);
      }).join('');
      return remainderOf(digits, 97) === 0;
    },
  },
  {
    id: 'payment-pin',
    title: { en: 'Card or payment PIN', zh: '支付密码' },
    near: ['pin code', 'pin', '支付密码', '取款密码', '交易密码', 'card pin'],
    pattern: '\\d{4}(?:\\d{2})?',
  },
  {
    id: 'bitcoin-key',
    title: { en: 'Bitcoin private key', zh: '比特币私钥' },
    pattern: '(?:5[HJK][1-9A-HJ-NP-Za-km-z]{49}|[KL][1-9A-HJ-NP-Za-km-z]{51})',
    isCaseExact: true,
    check: isBase58Checked,
  },
  {
    id: 'wallet-extended-key',
    title: { en: 'Extended private key of a wallet', zh: '钱包扩展私钥' },
    somewhere: ['prv'],
    pattern: '[xyzt]prv[1-9A-HJ-NP-Za-km-z]{107,108}',
    isCaseExact: true,
  },
  {
    id: 'ethereum-key',
    title: { en: 'Ethereum private key', zh: '以太坊私钥' },
    near: ['private key', 'privatekey', 'private_key', 'eth key', 'wallet key', '私钥'],
    pattern: '(?:0x)?[0-9a-f]{64}',
  },
]);
