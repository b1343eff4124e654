import { hash } from 'node:crypto';
import { assert } from '../../kernel/assert.ts';

/** The whole, in the unit of shares: a share of 10,000 millionths is one percent. */
export const WHOLE_MILLIONTHS = 1_000_000;

/**
 * Who meets the new version: the canary runs it; the control runs the live one and is as large as
 * the canary while there is room; the rest runs the live one too.
 */
export const RELEASE_GROUPS = ['canary', 'control', 'rest'] as const;
export type ReleaseGroup = (typeof RELEASE_GROUPS)[number];

/**
 * By what lots are drawn for an order, and what stays the same however often it is sent: its number comes to be with
 * each attempt to place it.
 */
export function lotOf({
  channelId,
  externalId,
}: {
  readonly channelId: number;
  readonly externalId: string;
}): string {
  return `${channelId}/${externalId}`;
}

/**
 * Stands for an order that was not placed where orders go by their numbers: the same for each attempt, and below zero
 * so that it is that of no order.
 */
export function attemptOf(lot: string): number {
  return -1 - hash('sha256', lot, 'buffer').readUIntBE(0, 6);
}

/**
 * Where an order stands between 0 and 999,999, for one release: the first 48 bits of the SHA-256 of
 * `salt`, a line feed and `orderKey`, modulo a million. Uniform to within one part in 10^8, and the
 * places of two releases have nothing to do with each other when their salts differ. The key is to
 * be the order's own: orders that share a key share their group, and are then one observation.
 */
export function placeOf(orderKey: string, releaseSalt: string): number {
  assert(!releaseSalt.includes('\n'), 'the salt of a release is one line');
  const digest = hash('sha256', `${releaseSalt}\n${orderKey}`, 'buffer');
  return digest.readUIntBE(0, 6) % WHOLE_MILLIONTHS;
}

/**
 * The group of a place at a share. The canary grows from the low end and the control from the high
 * end, so that whoever is in the canary stays there when the share grows, and whoever is in the
 * control stays there until the canary takes more than half. At the whole there is no control.
 */
export function groupAt(placeMillionths: number, shareMillionths: number): ReleaseGroup {
  assertShare(shareMillionths);
  if (placeMillionths < shareMillionths) return 'canary';
  return placeMillionths >= WHOLE_MILLIONTHS - shareMillionths ? 'control' : 'rest';
}

/** The group of an order: its place in the release, and what the share makes of it. */
export function shareOf(
  orderKey: string,
  releaseSalt: string,
  shareMillionths: number,
): ReleaseGroup {
  return groupAt(placeOf(orderKey, releaseSalt), shareMillionths);
}

/** Stops at a share that is none: shares are whole millionths from none to all. */
export function assertShare(shareMillionths: number): void {
  assert(
    Number.isInteger(shareMillionths) &&
      shareMillionths >= 0 &&
      shareMillionths <= WHOLE_MILLIONTHS,
    `a share is a whole number from 0 to ${WHOLE_MILLIONTHS} millionths, not ${shareMillionths}`,
  );
}
