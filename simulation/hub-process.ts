import type { FromHub, ToHub } from './hub-messages.ts';
import { runHub, type RunningHub } from './run-hub.ts';

// A hub in a process of its own, which the simulation kills whenever its seed says so.

let hub: RunningHub | null = null;

function send(message: FromHub): void {
  process.send?.(message);
}

process.on('message', (message: ToHub) => {
  if (message.kind === 'start') {
    hub = runHub(message.setup, (text) => send({ kind: 'reported', text }));
    send({ kind: 'started' });
  } else if (message.kind === 'submit') {
    const { number, command } = message;
    void hub?.submit(command).then((reply) => send({ kind: 'reply', number, reply }));
  } else {
    void hub?.stop().then(() => process.disconnect());
  }
});

// Without the simulation there is nothing left to do.
process.on('disconnect', () => process.exit());
