import { CheckOutlined, ExclamationOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import '../order/milestones.css';
import { useActor } from '../locales/words.ts';
import { Moment } from '../ui/figures.tsx';
import { Section } from '../ui/page.tsx';
import { unitsOf } from './return-progress.ts';
import { useReturnEvents } from './return-queries.ts';
import { returnSteps, type ReturnStep } from './return-steps.ts';

const DOT = {
  reached: 'milestone-reached',
  part: 'milestone-part',
  ahead: 'milestone-ahead',
  trouble: 'milestone-trouble',
} as const;

/** The steps that the return has gone and those ahead of it. */
export function ReturnStepsSection({ one }: { readonly one: ListedReturn }) {
  const { t } = useTranslation('returns');
  const events = useReturnEvents(one.orderId, one.id);
  const steps = returnSteps(one, events);
  const current = steps.findLastIndex(({ kind }) => kind !== 'ahead');
  return (
    <Section
      title={<span className="visually-hidden">{t('steps.title')}</span>}
      className="order-timeline"
    >
      <ol className="milestones">
        {steps.map((step, index) => (
          <Step key={step.name} one={one} step={step} isCurrent={index === current} />
        ))}
      </ol>
    </Section>
  );
}

function Step({
  one,
  step,
  isCurrent,
}: {
  readonly one: ListedReturn;
  readonly step: ReturnStep;
  readonly isCurrent: boolean;
}) {
  const { t } = useTranslation('returns');
  const actor = useActor();
  const { name, kind, at } = step;
  const by = step.by ?? '';
  const units = unitsOf(one);
  const done = name === 'received' ? units.received : units.accepted + units.sentBack;
  return (
    <li className={`milestone ${DOT[kind]}`} aria-current={isCurrent ? 'step' : undefined}>
      <span className="milestone-rail" aria-hidden>
        <span className="milestone-dot">
          {kind === 'trouble' ? (
            <ExclamationOutlined />
          ) : kind === 'part' ? (
            '…'
          ) : (
            kind === 'reached' && <CheckOutlined />
          )}
        </span>
      </span>
      <span className="milestone-name">{t(`steps.${name}`)}</span>
      <span className="milestone-time">
        {kind === 'part' && (
          <span className="numbers">{t('steps.part', { done, count: units.expected })} · </span>
        )}
        {at !== null ? (
          <>
            <Moment at={at} />
            {by !== '' && <span> · {actor(by)}</span>}
          </>
        ) : (
          kind === 'ahead' && t('steps.ahead')
        )}
        {name === 'on_the_way' && kind === 'ahead' && one.expiresAt !== null && (
          <span>
            {' '}
            {t('steps.until')} <Moment at={one.expiresAt} />
          </span>
        )}
      </span>
    </li>
  );
}
