import { createHmac, timingSafeEqual } from 'node:crypto';

/** Opens the customer's page of an order to whoever has the link, and of that order only. */
export interface TrackingLinks {
  /** What stands in the link of an order. */
  tokenOf(orderId: number): string;
  /** The order whose link it is; null: it is nobody's. Takes the same time for every token of a form. */
  orderOf(token: string): number | null;
}

const MAC_BYTES = 24;
const ID_BYTES = 8;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const SECRET_BYTES_MIN = 16;

/**
 * Links signed by a secret of this installation: HMAC-SHA-256 over the order's number, 192 bits of it, which
 * nobody finds by trying. The number itself is masked by a second HMAC, so that a link does not tell how
 * many orders there are. Nothing is kept: another secret ends every link.
 *
 * @throws RangeError when the secret has fewer than 16 bytes
 */
export function createTrackingLinks(secret: string): TrackingLinks {
  if (Buffer.byteLength(secret) < SECRET_BYTES_MIN) {
    throw new RangeError(`A secret for links has ${SECRET_BYTES_MIN} bytes or more.`);
  }
  const hmac = (purpose: string, content: Buffer): Buffer =>
    createHmac('sha256', secret).update(`${purpose}\n`).update(content).digest();
  const signatureOf = (id: Buffer): Buffer => hmac('order', id).subarray(0, MAC_BYTES);
  const masked = (id: Buffer, signature: Buffer): Buffer => {
    const mask = hmac('mask', signature);
    return Buffer.from(id.map((byte, place) => byte ^ (mask[place] as number)));
  };
  return {
    tokenOf(orderId) {
      const id = Buffer.alloc(ID_BYTES);
      id.writeBigUInt64BE(BigInt(orderId));
      const signature = signatureOf(id);
      return Buffer.concat([signature, masked(id, signature)]).toString('base64url');
    },
    orderOf(token) {
      if (!TOKEN.test(token)) return null;
      const bytes = Buffer.from(token, 'base64url');
      const signature = bytes.subarray(0, MAC_BYTES);
      const id = masked(bytes.subarray(MAC_BYTES), signature);
      if (!timingSafeEqual(signature, signatureOf(id))) return null;
      // The last of 43 signs carries two bits that are no part of the token: one link has one form.
      if (bytes.toString('base64url') !== token) return null;
      return Number(id.readBigUInt64BE());
    },
  };
}
