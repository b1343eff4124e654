import { entropyBitsOf } from '../check-digits.ts';
import { patternsOf } from '../pattern.ts';

/** Words that stand where a secret will be put, and names of places where it is kept. */
const PLACEHOLDER =
  /^(?:\*+|x+|\.+|<.*>|\{\{.*|\$\{?.*|%.*%|secret:.*|vault:.*|env:.*|change-?me.*|example.*|your.*|placeholder.*|redacted|null|none|true|false|undefined|password|passwd|secret|token|todo.*|required|optional|string|hidden|masked)$/i;

/** What stands behind the sign of a setting, without quotes. */
function settingOf(text: string): string {
  return text.replace(/^[^:=]{1,80}?(?:=>|:=|[:=：])/, '').replace(/^[\s"'`]+|[\s"'`,;]+$/g, '');
}

function isSecretSetting(text: string): boolean {
  const value = settingOf(text);
  return value.length >= 8 && !PLACEHOLDER.test(value) && entropyBitsOf(value) >= 2.5;
}

function isDrawnSetting(text: string): boolean {
  const value = settingOf(text);
  return /\d/.test(value) && /[A-Za-z]/.test(value) && entropyBitsOf(value) >= 3.2;
}

const QUOTE = '["\'` ]{0,3}';
const EQUALS = '(?:=>|:=|[:=：])';

export const GENERAL_CREDENTIAL_PATTERNS = patternsOf('credential', [
  {
    id: 'json-web-token',
    title: { en: 'JSON web token', zh: 'JSON 网页令牌（JWT）' },
    somewhere: ['eyj'],
    pattern:
      'eyJ[A-Za-z0-9_-]{10,1000}[A-Za-z0-9_-]{0,1000}\\.eyJ[A-Za-z0-9_-]{10,1000}[A-Za-z0-9_-]{0,1000}\\.[A-Za-z0-9_-]{10,700}',
    isCaseExact: true,
  },
  {
    id: 'private-key',
    title: { en: 'Private key (PEM)', zh: '私钥文件' },
    somewhere: ['private key'],
    pattern: '-----BEGIN (?:(?:RSA|DSA|EC|OPENSSH|ENCRYPTED|ANY|SSH2 ENCRYPTED) )?PRIVATE KEY-----',
  },
  {
    id: 'pgp-private-key',
    title: { en: 'PGP private key', zh: 'PGP 私钥' },
    somewhere: ['private key block'],
    pattern: '-----BEGIN PGP PRIVATE KEY BLOCK-----',
  },
  {
    id: 'putty-private-key',
    title: { en: 'PuTTY private key', zh: 'PuTTY 私钥' },
    somewhere: ['putty-user-key-file'],
    pattern: 'PuTTY-User-Key-File-\\d: [a-z0-9-]{3,30}',
  },
  {
    id: 'age-secret-key',
    title: { en: 'age secret key', zh: 'age 私钥' },
    somewhere: ['age-secret-key-1'],
    pattern: 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}',
    isCaseExact: true,
  },
  {
    id: 'key-store',
    title: { en: 'Private key in a JSON Web Key', zh: 'JSON 网页密钥中的私钥' },
    somewhere: ['"kty"'],
    pattern:
      '"kty"\\s{0,3}:\\s{0,3}"(?:RSA|EC|OKP)"[^}]{1,900}"d"\\s{0,3}:\\s{0,3}"[A-Za-z0-9_-]{20,700}"',
    isCaseExact: true,
  },
  {
    id: 'url-with-password',
    title: { en: 'Web address with a password', zh: '带密码的网址' },
    somewhere: ['://'],
    pattern:
      '(?:https?|ftps?|sftp|ssh|git)://[^\\s/:@"\'<>]{1,64}:[^\\s/:@"\'<>]{3,128}@[A-Za-z0-9.-]{1,120}',
    check: (text) => !/:(?:\*+|x+|\$\{|<|password@|pass@|\{\{)/i.test(text.slice(6)),
  },
  {
    id: 'database-url',
    title: { en: 'Database address with a password', zh: '带密码的数据库地址' },
    somewhere: ['://'],
    pattern:
      '(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\\+srv)?|redis|rediss|amqps?|mssql|sqlserver|oracle|clickhouse|kafka)://[^\\s/:@"\'<>]{0,64}:[^\\s/@"\'<>]{1,128}@[A-Za-z0-9.-]{1,120}',
    check: (text) => !/:(?:\*+|x+|\$\{|<|password@|pass@|\{\{)/i.test(text.slice(8)),
  },
  {
    id: 'database-setting',
    title: { en: 'Database connection with a password', zh: '带密码的数据库连接' },
    somewhere: ['pwd=', 'password='],
    pattern:
      '(?:Server|Host|Data Source)=[^;\\s]{1,80};[^\\n]{0,160}(?:Password|Pwd)=[^;\\s"\'${}<>*]{4,64}',
  },
  {
    id: 'authorization-header',
    title: { en: 'Authorization header', zh: '请求头中的凭证' },
    somewhere: ['authorization', 'x-api-key', 'x-auth-token'],
    pattern: `(?:authorization|x-api-key|x-auth-token)${QUOTE}[:=]${QUOTE}(?:(?:bearer|basic|token|digest|ssws) )?[A-Za-z0-9+/=_.~-]{16,400}`,
    check: (text) => {
      const value = /[A-Za-z0-9+/=_.~-]{16,400}$/.exec(text)?.[0] ?? '';
      return entropyBitsOf(value) >= 3 && !PLACEHOLDER.test(value);
    },
  },
  {
    id: 'password-setting',
    title: { en: 'Password in a setting', zh: '配置中的密码' },
    somewhere: ['password', 'passwd', 'pwd', '密码', '口令', 'passphrase'],
    pattern: `(?:[a-z0-9_.-]{0,30}(?:password|passwd|pwd|passphrase)|(?:登录|数据库|账号|系统|后台)?(?:密码|口令))${QUOTE}${EQUALS}${QUOTE}[^\\s"'\`,;，。；]{8,64}`,
    check: isSecretSetting,
  },
  {
    id: 'secret-setting',
    title: { en: 'Secret in a setting', zh: '配置中的密钥' },
    somewhere: [
      'secret',
      'token',
      'apikey',
      'api_key',
      'api-key',
      'access_key',
      'accesskey',
      'credential',
      'private_key',
      '密钥',
      '令牌',
    ],
    pattern: `(?:[a-z0-9_.-]{0,30}(?:secret|token|api[_-]?key|access[_-]?key|credential|private[_-]?key)[a-z0-9_.-]{0,20}|密钥|令牌)${QUOTE}${EQUALS}${QUOTE}[A-Za-z0-9+/=_.~-]{16,200}`,
    check: isDrawnSetting,
  },
  {
    id: 'environment-setting',
    title: { en: 'Secret in an environment setting', zh: '环境变量中的密钥' },
    somewhere: ['_key=', '_secret=', '_token=', '_password=', '_pass='],
    pattern: '[A-Z][A-Z0-9_]{2,40}_(?:KEY|SECRET|TOKEN|PASSWORD|PASS)=["\']?[^\\s"\']{8,200}',
    isCaseExact: true,
    check: isSecretSetting,
  },
  {
    id: 'session-cookie',
    title: { en: 'Session cookie', zh: '会话凭证' },
    somewhere: ['cookie'],
    pattern: `(?:set-)?cookie${QUOTE}:${QUOTE}[a-z0-9_.-]{0,30}(?:session|sid|auth|token)[a-z0-9_.-]{0,20}=[A-Za-z0-9%+/=_.-]{16,400}`,
    check: (text) => entropyBitsOf(text.slice(text.indexOf('=') + 1)) >= 3,
  },
  {
    id: 'one-time-code',
    severity: 'medium',
    title: { en: 'One-time code', zh: '短信验证码' },
    near: ['验证码', '动态码', 'otp', 'one-time', 'verification code', '校验码'],
    pattern: '\\d{4,8}',
  },
  {
    id: 'otp-seed',
    title: { en: 'Seed of one-time codes', zh: '动态口令种子' },
    somewhere: ['otpauth://'],
    pattern: 'otpauth://[ht]otp/[^\\s?]{1,120}\\?[^\\s]{0,120}secret=[A-Z2-7]{16,128}',
  },
]);
