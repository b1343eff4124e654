import { readlinkSync } from 'node:fs';
import { workerData, type MessagePort } from 'node:worker_threads';
import { CodeEngine } from './code-engine.ts';
import type { Asked, Told } from './run-code.ts';

// A thread of its own, which its owner waits for, and ends when it takes too long.
const { port, told } = workerData as { readonly port: MessagePort; readonly told: Int32Array };
let engine = await CodeEngine.open();

const answer = (asked: Asked): Told =>
  'request' in asked ? engine.run(asked.source, asked.request) : engine.check(asked.source);

const tell = (answered: Told): void => {
  Atomics.store(told, 2, engine.steps);
  port.postMessage(answered, []);
  Atomics.add(told, 0, 1);
  Atomics.notify(told, 0);
};

const NOTHING = { inputs: {}, moment: 0, chance: [0, 0, 0, 0], names: [], logs: false };

/** The engine itself has given way: nobody knows what its memory holds now. */
const BROKEN: Told = {
  kind: 'failed',
  why: 'overran',
  message: 'The engine gave way under it.',
  place: null,
};

port.on('message', (asked: Asked) => {
  try {
    tell(answer(asked));
  } catch {
    void CodeEngine.open().then((opened) => {
      engine = opened;
      tell(BROKEN);
    });
  }
});

// What is called first takes longest: that is over before anybody waits for an answer.
answer({ source: 'function decide() { return {}; }', request: NOTHING });
Atomics.store(told, 1, systemNumber());
Atomics.add(told, 0, 1);
Atomics.notify(told, 0);

/** The number of this thread in the system, by which its owner asks how long it has worked; 0: it is not known. */
function systemNumber(): number {
  try {
    return Number(readlinkSync('/proc/thread-self').split('/').at(-1));
  } catch {
    return 0;
  }
}
