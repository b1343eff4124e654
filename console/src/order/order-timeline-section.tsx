import { CheckOutlined, ExclamationOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { Moment } from '../ui/figures.tsx';
import { formatDay, formatDuration } from '../ui/format.ts';
import { Section } from '../ui/page.tsx';
import { milestoneSteps, type MilestoneStep } from './milestone-steps.ts';
import { useTimeline } from './order-queries.ts';
import { useActor } from '../locales/words.ts';

/** The milestones that the order has reached and what is ahead of it. */
export function OrderTimelineSection({ order }: { readonly order: Order }) {
  const { t } = useTranslation('order');
  const { data } = useTimeline(order.id);
  const steps = data === undefined ? [] : milestoneSteps(data, order.state);
  const current = steps.findLastIndex(({ at }) => at !== null);
  return (
    <Section
      title={<span className="visually-hidden">{t('timeline.title')}</span>}
      className="order-timeline"
    >
      <ol className="milestones">
        {steps.map((step, index) => (
          <Milestone
            key={step.key}
            step={step}
            isCurrent={index === current}
            promisedAt={order.promisedAt}
          />
        ))}
      </ol>
    </Section>
  );
}

function Milestone({
  step,
  isCurrent,
  promisedAt,
}: {
  readonly step: MilestoneStep;
  readonly isCurrent: boolean;
  readonly promisedAt: string | null;
}) {
  const { t, i18n } = useTranslation('order');
  const { t: common } = useTranslation();
  const actor = useActor();
  const { at, source, delayMs, milestones, isTrouble } = step;
  const kind = at === null ? 'ahead' : isTrouble ? 'trouble' : 'reached';
  return (
    <li className={`milestone milestone-${kind}`} aria-current={isCurrent ? 'step' : undefined}>
      <span className="milestone-rail" aria-hidden>
        <span className="milestone-dot">
          {at !== null && (isTrouble ? <ExclamationOutlined /> : <CheckOutlined />)}
        </span>
      </span>
      {delayMs !== null && delayMs > 0 && (
        <span
          className="milestone-delay numbers"
          title={t('timeline.after', { time: formatDuration(delayMs, i18n.language) })}
        >
          {delayMs < 60_000
            ? new Intl.NumberFormat(i18n.language, {
                style: 'unit',
                unit: 'second',
                unitDisplay: 'short',
              }).format(Math.max(1, Math.round(delayMs / 1_000)))
            : formatDuration(delayMs, i18n.language)}
        </span>
      )}
      <span className="milestone-name">
        {milestones.map((name) => common(`milestone.${name}`)).join(' · ')}
      </span>
      <span className="milestone-time">
        {at !== null ? (
          <>
            <Moment at={at} />
            {source !== null && <span> · {actor(source)}</span>}
          </>
        ) : milestones[0] === 'delivered' && promisedAt !== null ? (
          t('timeline.expected', { time: formatDay(promisedAt, i18n.language) })
        ) : (
          t('timeline.ahead')
        )}
      </span>
    </li>
  );
}
