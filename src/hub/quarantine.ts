import type { Command } from './command.ts';

/** What stands in a kept command where a secret was. */
const WITHHELD = 'withheld';

/** A command as quarantine keeps it, with what went wrong. */
interface KeptCommand {
  /** JSON text, as jsonb takes it. */
  readonly text: string;
  readonly error: string;
}

/**
 * A command as quarantine keeps it: without the fields whose names say that they hold secrets, however deep
 * they stand, and without their values in the error that may quote them. Characters that jsonb cannot
 * hold, NUL and halves of pairs, are replaced.
 */
export function keptCommand(
  command: Command,
  error: string,
  secretNames: ReadonlySet<string>,
): KeptCommand {
  const secrets = new Set<string>();
  let isWhole = true;
  const without = (value: unknown): unknown => {
    if (typeof value === 'string') return storable(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(without);
    return Object.fromEntries(
      Object.entries(value).map(([name, content]) => {
        if (!secretNames.has(name) || content === null) return [storable(name), without(content)];
        isWhole = false;
        collect(content, secrets);
        return [name, WITHHELD];
      }),
    );
  };
  const body = without(command.body);
  const kept = {
    ...(without({ ...command, body: null, requestHash: null }) as object),
    body,
    requestHash: command.requestHash.toString('hex'),
    ...(isWhole ? {} : { isWhole }),
  };
  let told = error;
  for (const secret of secrets) told = told.replaceAll(secret, WITHHELD);
  return { text: JSON.stringify(kept), error: told.toWellFormed().replaceAll('\0', '') };
}

/** Gathers every text that a value holds. */
function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string' && value !== '') texts.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const content of Object.values(value)) collect(content, texts);
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
