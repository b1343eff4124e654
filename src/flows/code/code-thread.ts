import { workerData, type MessagePort } from 'node:worker_threads';
import { CodeEngine } from './code-engine.ts';
import type { Asked, Told } from './run-code.ts';

// A thread of its own, which its owner waits for, and ends when it takes too long.
const { port, told } = workerData as { readonly port: MessagePort; readonly told: Int32Array };
let engine = await CodeEngine.open();

const answer = (asked: Asked): Told =>
  'request' in asked ? engine.run(asked.source, asked.request) : engine.check(asked.source);

const tell = (answered: Told): void => {
  port.postMessage(answered, []);
  Atomics.add(told, 0, 1);
  Atomics.notify(told, 0);
};

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

Atomics.add(told, 0, 1);
Atomics.notify(told, 0);
