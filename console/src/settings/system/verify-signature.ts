/** How a receiver proves that a delivery is ours, with nothing but what its language brings along. */
export const VERIFY_CODE: Readonly<Record<'node' | 'python', string>> = {
  node: `import { createHmac, timingSafeEqual } from 'node:crypto';

// body: the bytes as they came, not parsed and written again
export function isFromLinchpin(headers, body, secret) {
  const id = headers['webhook-id'];
  const time = headers['webhook-timestamp'];
  if (Math.abs(Date.now() / 1000 - Number(time)) > 300) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const wanted = createHmac('sha256', key).update(\`\${id}.\${time}.\${body}\`).digest();
  return headers['webhook-signature'].split(' ').some((each) => {
    const given = Buffer.from(each.replace('v1,', ''), 'base64');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}`,
  python: `import base64, hashlib, hmac, time

# body: the bytes as they came, not parsed and written again
def is_from_linchpin(headers, body: bytes, secret: str) -> bool:
    ident, sent = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(sent)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{ident}.{sent}.".encode() + body
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(
        hmac.compare_digest(each.removeprefix("v1,"), wanted)
        for each in headers["webhook-signature"].split()
    )`,
};
