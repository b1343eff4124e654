import type { Command } from './command.ts';

/** The decision of one command threw: a bug of ours, which must not cost its neighbours anything. */
export class PoisonedCommand extends Error {
  readonly command: Command;
  constructor(command: Command, cause: unknown) {
    super(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause), { cause });
    this.command = command;
  }
}
