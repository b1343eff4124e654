import { useMutation } from '@tanstack/react-query';
import { App, Avatar, Button, Input } from 'antd';
import { MailOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';
import type { Order } from '../client/contract.generated.d.ts';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useNotes, useNotices } from './order-queries.ts';
import { useActor, useWord } from '../locales/words.ts';

const NOTE_LENGTH_MAX = 2_000;

/** Mails that went to the customer, and what people have noted; the newest last, as in any talk. */
export function OrderConversationSection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const word = useWord();
  const actor = useActor();
  const { data: notices } = useNotices(order.id);
  const { data: notes } = useNotes(order.id);
  const may = useMay();
  const said = [
    ...(notes?.items ?? []).map(({ event, actor: by, text, at }) => ({
      key: event,
      at,
      by: actor(by),
      text,
    })),
    ...(notices?.items ?? []).map(({ messageId, kind, sentAt }) => ({
      key: messageId,
      at: sentAt,
      by: null,
      text: t('conversation.mail', { kind: word('notice', kind) }),
    })),
  ].toSorted((one, other) => (one.at < other.at ? -1 : 1));
  return (
    <Section title={t('conversation.title')}>
      {said.length === 0 && <p className="quiet">{t('conversation.none')}</p>}
      <ul className="talk">
        {said.map(({ key, at, by, text }) => (
          <li key={key}>
            <Avatar size={26} className={by === null ? 'talk-mail' : 'talk-person'}>
              {by === null ? <MailOutlined /> : by.slice(0, 1).toUpperCase()}
            </Avatar>
            <div>
              <p className="talk-head">
                {by !== null && <b>{by}</b>} <Moment at={at} isRelative />
              </p>
              <p className="talk-text">{text}</p>
            </div>
          </li>
        ))}
      </ul>
      {may('orders:write') && <NewNote orderId={order.id} />}
    </Section>
  );
}

function NewNote({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation('order');
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST('/v1/orders/{id}/notes', { params: { path: { id: orderId } }, body: { text } }),
      ),
    onSuccess: () => {
      setText('');
      void message.success(t('action.done'));
    },
  });
  return (
    <form
      className="new-note"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') mutate();
      }}
    >
      <Input.TextArea
        aria-label={t('conversation.label')}
        placeholder={t('conversation.placeholder')}
        value={text}
        maxLength={NOTE_LENGTH_MAX}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.currentTarget.form?.requestSubmit();
          }
        }}
      />
      {error !== null && <ProblemNotice problem={error} />}
      <div className="new-note-foot">
        <span className="quiet">{t('conversation.hint')}</span>
        <Button htmlType="submit" disabled={text.trim() === ''} loading={isPending}>
          {t('conversation.save')}
        </Button>
      </div>
    </form>
  );
}
