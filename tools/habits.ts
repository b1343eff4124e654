import { CODE_HABITS } from './code-habits.ts';
import type { Habit } from './habit.ts';
import type { SourceFile } from './source-code.ts';
import { TEXT_HABITS } from './text-habits.ts';

/** All habits that look at one file at a time. */
export const HABITS: readonly Habit[] = [...CODE_HABITS, ...TEXT_HABITS];

/** One sentence for each place of a file that breaks a habit. */
export function judgeHabits(file: SourceFile, habits: readonly Habit[] = HABITS): string[] {
  return habits
    .filter((habit) => habit.appliesTo(file.path))
    .flatMap((habit) =>
      habit
        .find(file)
        .map(
          ({ offset, what }) =>
            `${file.path}:${file.lineAt(offset)}: ${what} is banned: ${habit.instead}.`,
        ),
    );
}
