import { CheckCircleFilled } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Section } from '../ui/page.tsx';
import { checklist, type StepName } from './checklist.ts';
import { useFound } from './use-found.ts';

/** Where each step is done, and where what came of it is seen. */
const PLACES: Readonly<Record<StepName, { readonly setUp: string; readonly look: string }>> = {
  locations: { setUp: '/settings/locations', look: '/settings/locations' },
  catalogue: { setUp: '/settings/imports', look: '/inventory' },
  stock: { setUp: '/settings/imports', look: '/inventory' },
  channels: { setUp: '/settings/channels', look: '/settings/channels' },
  orders: { setUp: '/settings/imports', look: '/orders' },
  people: { setUp: '/settings/people', look: '/settings/people' },
};

/** Beginning with one's own company: what is there, and what comes next. */
export function OwnStepsSection() {
  const { t } = useTranslation('start');
  const steps = checklist(useFound());
  const done = steps.filter(({ isDone }) => isDone).length;
  const isAllDone = done === steps.length;
  return (
    <Section
      title={t('own.stepsTitle')}
      extra={
        <span className="quiet numbers">{t('own.progress', { done, all: steps.length })}</span>
      }
    >
      <p className="start-lead">{isAllDone ? t('own.allDone') : t('own.stepsLead')}</p>
      <div className="start-bar" aria-hidden>
        <span style={{ width: `${(done / steps.length) * 100}%` }} />
      </div>
      <ol className="start-steps">
        {steps.map(({ name, isDone, isNext }, index) => {
          const { setUp, look } = PLACES[name];
          const isImport = setUp === '/settings/imports';
          return (
            <li key={name} className={isNext ? 'start-step start-step-next' : 'start-step'}>
              {isDone ? (
                <CheckCircleFilled className="start-step-mark" aria-label={t('own.done')} />
              ) : (
                <span className="start-step-number numbers" aria-label={t('own.toDo')}>
                  {index + 1}
                </span>
              )}
              <span className="start-try-words">
                <strong>{t(`own.${name}`)}</strong>
                <span>{t(`own.${name}Lead`)}</span>
              </span>
              <Link
                to={(isDone ? look : setUp) as '/orders'}
                className={isNext ? 'start-step-link start-step-link-next' : 'start-step-link'}
                aria-label={`${isDone ? t('own.openDone') : isImport ? t('own.import') : t('own.open')}: ${t(`own.${name}`)}`}
              >
                {isDone ? t('own.openDone') : isImport ? t('own.import') : t('own.open')}
              </Link>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
