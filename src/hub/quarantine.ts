import type { Command } from './command.ts';

/** A command as jsonb takes it: characters that it cannot hold, NUL and halves of pairs, are replaced. */
export function storableCommand(command: Command): string {
  return JSON.stringify(
    { ...command, requestHash: command.requestHash.toString('hex') },
    (_, value: unknown) => {
      if (typeof value === 'string') return storable(value);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [storable(key), item]));
    },
  );
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
