import type { Instant } from '../../kernel/clock.ts';
import { exceptionCommandsOf, type ExceptionCommand } from '../../modules/tracking/index.ts';
import type { Lane } from './pass-time.ts';
import type { Stage } from './stage.ts';

/** Opens and closes exceptions by what happens to the order on a stage, at once. */
export class ExceptionsOnStage implements Lane {
  readonly #stage: Stage;
  readonly #due: ExceptionCommand[] = [];
  #seen = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  next(now: Instant): Instant | null {
    const happened = this.#stage.events(this.#seen);
    this.#seen += happened.length;
    for (const { type, subject, orderId, data } of happened) {
      this.#due.push(...exceptionCommandsOf({ type, subject, order_id: orderId ?? null, data }));
    }
    return this.#due.length === 0 ? null : now;
  }

  pass(at: Instant): void {
    const command = this.#due.shift();
    if (command !== undefined) this.#stage.submit(command.kind, command.body, at);
  }

  isOutOfSight(): boolean {
    return this.#due.length === 0;
  }
}
