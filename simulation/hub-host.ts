import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Instant } from '../src/kernel/clock.ts';
import type { FromHub, HubSetup, ToHub, WireCommand, WireReply } from './hub-messages.ts';
import { runHub, type RunningHub } from './run-hub.ts';

/** Where a hub runs: here or in a process that can be killed. */
export interface HubHost {
  /** Answers null when the hub died before it answered. */
  submit(command: WireCommand): Promise<WireReply>;
  /** SIGKILL, then a new one in its place. Everything that was not answered is answered null. */
  kill(now: Instant): Promise<void>;
  stop(): Promise<void>;
}

/** A hub in this process, which cannot be killed. */
export function hubHere(setup: HubSetup, report: (text: string) => void): HubHost {
  const hub: RunningHub = runHub(setup, report);
  return {
    submit: (command) => hub.submit(command),
    kill: () => Promise.reject(new Error('a hub in this process cannot be killed')),
    stop: () => hub.stop(),
  };
}

/** A hub in a process of its own. */
export async function hubInProcess(
  setup: HubSetup,
  report: (text: string) => void,
): Promise<HubHost> {
  const host = new ProcessHost(setup, report);
  await host.start(setup.now);
  return host;
}

class ProcessHost implements HubHost {
  readonly #setup: HubSetup;
  readonly #report: (text: string) => void;
  readonly #waiting = new Map<number, (reply: WireReply) => void>();
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  #count = 0;
  #starts = 0;
  #isStopping = false;

  constructor(setup: HubSetup, report: (text: string) => void) {
    this.#setup = setup;
    this.#report = report;
  }

  async start(now: Instant): Promise<void> {
    this.#starts += 1;
    const child = fork(join(import.meta.dirname, 'hub-process.ts'), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once('exit', () => resolve()));
    void this.#ended.then(() => {
      for (const resolve of this.#waiting.values()) resolve(null);
      this.#waiting.clear();
    });
    const started = new Promise<void>((resolve, reject) => {
      child.on('message', (message: FromHub) => {
        if (message.kind === 'started') resolve();
        else if (message.kind === 'reported') this.#report(message.text);
        else {
          this.#waiting.get(message.number)?.(message.reply);
          this.#waiting.delete(message.number);
        }
      });
      child.once('exit', (code, signal) => {
        reject(new Error(`the hub ended at its start with ${code ?? signal}`));
        if (signal !== 'SIGKILL' && !this.#isStopping)
          this.#report(`the hub ended by itself with ${code ?? signal}`);
      });
    });
    // Identifiers of a hub that was started again must not repeat those of the one before.
    const seed = (this.#setup.seed * 1_009 + this.#starts) >>> 0;
    this.#tell({ kind: 'start', setup: { ...this.#setup, seed, now } });
    await started;
  }

  #tell(message: ToHub): void {
    // A hub that has just died takes no message; its end answers whatever waits.
    if (this.#child?.connected === true) this.#child.send(message, () => undefined);
  }

  submit(command: WireCommand): Promise<WireReply> {
    if (this.#child?.connected !== true) return Promise.resolve(null);
    this.#count += 1;
    const number = this.#count;
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve);
      this.#tell({ kind: 'submit', number, command });
    });
  }

  async kill(now: Instant): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#ended;
    await this.start(now);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#tell({ kind: 'stop' });
    await this.#ended;
  }
}
