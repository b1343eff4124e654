import type { Command } from './command.ts';
import type { CommandHandler, Outcome, Reaction, UnitOfWork } from './unit-of-work.ts';

/** Decides a command and lets reactions act on what it has made happen. */
export function decideAndReact(
  command: Command,
  handler: CommandHandler,
  reactions: readonly Reaction[],
  unit: UnitOfWork,
): Outcome {
  unit.enter(command);
  const eventsBefore = unit.events.length;
  const outcome = handler.decide(command, unit);
  if (unit.events.length === eventsBefore) return outcome;
  const events = unit.events.slice(eventsBefore);
  for (const reaction of reactions) reaction.react(command, events, unit);
  return outcome;
}
