import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Select, Skeleton, type ButtonProps } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../client/session.ts';
import { useOrder } from '../order/order-queries.ts';
import { formatInstant } from '../ui/format.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ReadingDrawer } from '../ui/reading-drawer.tsx';
import './choices.css';
import { useChoiceWords } from './use-choice-words.ts';
import { useDecision, useDecisionHeads, type About } from './use-decisions.ts';

const ChoiceAnswer = lazy(async () => ({
  default: (await import('./choice-answer.tsx')).ChoiceAnswer,
}));

/** Why? beside what was chosen automatically about a thing; opens the reasons and what would have been. */
export function WhyChoice({
  about,
  button = {},
  what = false,
}: {
  readonly about: About;
  readonly button?: Pick<ButtonProps, 'size' | 'type'>;
  /** Says also what it is about, where several stand side by side. */
  readonly what?: boolean;
}) {
  const { t } = useTranslation('choices');
  const words = useChoiceWords();
  const [isOpen, setOpen] = useState(false);
  if (!useMay()('events:read')) return null;
  return (
    <>
      <Button
        type="text"
        size="small"
        className="why-button"
        {...button}
        icon={<QuestionCircleOutlined />}
        aria-label={t('whyLabel', { what: words.kind(about.kind) })}
        onClick={(event) => {
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {what ? t('whyLabel', { what: words.kind(about.kind) }) : t('why')}
      </Button>
      {isOpen && <ChoiceDrawer about={about} close={() => setOpen(false)} />}
    </>
  );
}

function ChoiceDrawer({ about, close }: { readonly about: About; readonly close: () => void }) {
  const { t, i18n } = useTranslation('choices');
  const words = useChoiceWords();
  const [wanted, setWanted] = useState<string | null>(null);
  const { items, error } = useDecisionHeads(about);
  const { data: order } = useOrder(about.orderId ?? '', about.orderId !== null);
  const sequence =
    items?.find((item) => item.sequence === wanted)?.sequence ??
    items?.find(({ occurredAt }) => occurredAt === about.at)?.sequence ??
    items?.[0]?.sequence;
  const { data: choice, error: problem } = useDecision(sequence ?? null);
  return (
    // What happens inside a drawer is none of the row that it was opened from.
    <span
      role="presentation"
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <ReadingDrawer isWide title={words.kind(about.kind)} onClose={close}>
        {items !== undefined && items.length > 1 && (
          <Select
            className="why-earlier"
            aria-label={t('earlier')}
            value={sequence ?? ''}
            popupMatchSelectWidth={false}
            onChange={setWanted}
            options={items.map((item) => ({
              value: item.sequence,
              label: formatInstant(item.occurredAt, i18n.language, { isExact: false }),
            }))}
          />
        )}
        {items?.length === 0 && <p className="quiet">{t('empty')}</p>}
        {(error ?? problem) !== null && <ProblemNotice problem={error ?? problem} />}
        {choice === undefined && items?.length !== 0 && (error ?? problem) === null && (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
        <Suspense fallback={<Skeleton active />}>
          {choice !== undefined && <ChoiceAnswer choice={choice} order={order ?? null} />}
        </Suspense>
      </ReadingDrawer>
    </span>
  );
}
