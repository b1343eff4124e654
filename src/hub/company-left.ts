import type { Command } from './command.ts';
import { refuse } from './refusal.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** The fact whose version is when the company that was here before was left, in milliseconds. */
const COMPANY_FACT = 'company';
/** Told as a hub that is away, so that whoever asks by itself looks again at what there is now. */
export const COMPANY_LEFT = refuse(
  'stopping',
  'What this follows from went with the company that was left meanwhile.',
);

/** True for what the program wants by itself because of something that went with a company that was left. */
export function isVoid({ actor, causedAt, receivedAt }: Command, unit: UnitOfWork): boolean {
  const leftAt = unit.factVersions.get(COMPANY_FACT);
  return leftAt !== undefined && actor.startsWith('system/') && (causedAt ?? receivedAt) < leftAt;
}
