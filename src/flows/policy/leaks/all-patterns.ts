import type { LeakPattern } from './pattern.ts';
import { AMERICAN_PATTERNS } from './patterns/americas.ts';
import { ASIAN_PATTERNS } from './patterns/asia-pacific.ts';
import { CHINESE_PATTERNS } from './patterns/chinese.ts';
import { CLOUD_CREDENTIAL_PATTERNS } from './patterns/cloud-credentials.ts';
import { CONTACT_PATTERNS } from './patterns/contact.ts';
import { EAST_EUROPEAN_PATTERNS } from './patterns/europe-east.ts';
import { WEST_EUROPEAN_PATTERNS } from './patterns/europe-west.ts';
import { GENERAL_CREDENTIAL_PATTERNS } from './patterns/general-credentials.ts';
import { MIDDLE_EASTERN_AND_AFRICAN_PATTERNS } from './patterns/middle-east-africa.ts';
import { PAYMENT_CREDENTIAL_PATTERNS } from './patterns/payment-credentials.ts';
import { PAYMENT_PATTERNS } from './patterns/payment.ts';
import { SERVICE_CREDENTIAL_PATTERNS } from './patterns/service-credentials.ts';

/** The lists by the names of their files, which the examples beside them have too. */
export const PATTERN_LISTS: Readonly<Record<string, readonly LeakPattern[]>> = {
  chinese: CHINESE_PATTERNS,
  'europe-west': WEST_EUROPEAN_PATTERNS,
  'europe-east': EAST_EUROPEAN_PATTERNS,
  americas: AMERICAN_PATTERNS,
  'asia-pacific': ASIAN_PATTERNS,
  'middle-east-africa': MIDDLE_EASTERN_AND_AFRICAN_PATTERNS,
  payment: PAYMENT_PATTERNS,
  'cloud-credentials': CLOUD_CREDENTIAL_PATTERNS,
  'payment-credentials': PAYMENT_CREDENTIAL_PATTERNS,
  'service-credentials': SERVICE_CREDENTIAL_PATTERNS,
  'general-credentials': GENERAL_CREDENTIAL_PATTERNS,
  contact: CONTACT_PATTERNS,
};

/** All that must not leave by accident. */
export const LEAK_PATTERNS: readonly LeakPattern[] = Object.values(PATTERN_LISTS).flat();
