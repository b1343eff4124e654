import { useMutation } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { PauseCircleOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { useMay } from '../client/session.ts';
import type { Order } from '../client/contract.generated.d.ts';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useActor, useWord } from '../locales/words.ts';

type Hold = Order['holds'][number];

/** What stops the order, and what has stopped it. Not shown while nothing ever did. */
export function OrderHoldsSection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const word = useWord();
  const actor = useActor();
  const may = useMay();
  const [ending, setEnding] = useState<Hold | null>(null);
  if (order.holds.length === 0) return null;
  const open = order.holds.filter(({ releasedAt }) => releasedAt === null);
  return (
    <Section title={t('holds.title')} className={open.length > 0 ? 'holds-open' : ''}>
      <ul className="holds">
        {order.holds
          .toSorted(
            (one, other) => Number(one.releasedAt !== null) - Number(other.releasedAt !== null),
          )
          .map((hold) => (
            <li key={hold.id} className={hold.releasedAt === null ? 'hold' : 'hold hold-over'}>
              <PauseCircleOutlined aria-hidden />
              <div className="order-grow">
                <p>
                  <b>{word('hold', hold.kind)}</b> {hold.reason}
                </p>
                <p className="quiet">
                  {hold.owner !== null && <>{t('holds.owner', { owner: hold.owner })} · </>}
                  {actor(hold.placedBy)}, <Moment at={hold.placedAt} />
                  {hold.dueAt !== null && hold.releasedAt === null && (
                    <>
                      {' · '}
                      {t('action.hold.due')} <Moment at={hold.dueAt} isRelative />
                    </>
                  )}
                  {hold.releasedAt !== null && (
                    <>
                      {' · '}
                      {t('holds.released', { actor: actor(hold.releasedBy ?? '') })}{' '}
                      <Moment at={hold.releasedAt} />
                    </>
                  )}
                </p>
              </div>
              {hold.releasedAt === null && may('orders:write') && (
                <Button size="small" onClick={() => setEnding(hold)}>
                  {t('holds.release')}
                </Button>
              )}
            </li>
          ))}
      </ul>
      {ending !== null && (
        <ReleaseHoldModal
          orderId={order.id}
          hold={ending}
          othersOpen={open.length - 1}
          onClose={() => setEnding(null)}
        />
      )}
    </Section>
  );
}

function ReleaseHoldModal({
  orderId,
  hold,
  othersOpen,
  onClose,
}: {
  readonly orderId: string;
  readonly hold: Hold;
  readonly othersOpen: number;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('order');
  const { t: common } = useTranslation();
  const word = useWord();
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST('/v1/orders/{id}/holds/{holdId}/release', {
          params: { path: { id: orderId, holdId: hold.id } },
          body: note.trim() === '' ? {} : { note },
        }),
      ),
    onSuccess: () => {
      void message.success(t('action.done'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('holds.releaseTitle')}
      okText={t('holds.release')}
      cancelText={common('cancel')}
      confirmLoading={isPending}
      onOk={() => mutate()}
      onCancel={onClose}
    >
      <p>
        <b>{word('hold', hold.kind)}</b> {hold.reason}
      </p>
      <p className="consequence-alone">
        {othersOpen === 0
          ? t('holds.lastConsequence')
          : t('holds.otherConsequence', { count: othersOpen })}
      </p>
      <label className="field">
        <span>{t('holds.note')}</span>
        <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </label>
      {error !== null && <ProblemNotice problem={error} />}
    </Modal>
  );
}
