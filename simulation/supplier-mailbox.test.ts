import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pool } from 'pg';
import { createMailTransport } from '../src/modules/notices/index.ts';
import { SupplierMailbox } from './supplier-mailbox.ts';

const poolThatKnows = (ids: readonly string[]) =>
  ({
    query: () => Promise.resolve({ rows: ids.map((id) => ({ message_id: id })) }),
  }) as unknown as Pool;

test('[T13] the mailbox is busy and refuses by its seed, and notices what is lost or unknown', async () => {
  const mailbox = new SupplierMailbox(7);
  const transport = createMailTransport(await mailbox.start());
  const ids = Array.from({ length: 60 }, (_, index) => `<purchase_order.${index}@sample.example>`);
  const codes: number[] = [];
  const send = async (messageId: string): Promise<void> => {
    const mail = { from: 'a@b.example', to: 'c@d.example', subject: 's', text: 't', messageId };
    await transport.sendMail(mail).catch((error: { responseCode?: number }) => {
      codes.push(error.responseCode ?? 0);
    });
  };
  try {
    for (const id of ids) await send(id);
    assert.deepEqual(new Set(codes), new Set([451, 550]));
    for (const id of ids) {
      while (!mailbox.taken.has(id)) await send(id);
    }
    assert.deepEqual(await mailbox.findViolations(poolThatKnows(ids)), []);
    const found = await mailbox.findViolations(poolThatKnows([...ids.slice(1), '<never@came>']));
    assert.deepEqual(
      found.map(({ check }) => check),
      ['supplier-mails', 'supplier-mails'],
    );
    assert.match(found[0]?.found ?? '', /<never@came> is said to have been sent and never came/);
  } finally {
    transport.close();
    await mailbox.stop();
  }
});
