import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKeptPreference } from '../client/kept-preference.ts';
import { Page } from '../ui/page.tsx';
import { OwnStepsSection } from './own-steps-section.tsx';
import { SampleSection } from './sample-section.tsx';
import { START_PREFERENCE, type StartDocument } from './start-preference.ts';
import './start.css';
import { useIsSample } from './use-sample.ts';

/** The first minutes: what this is, the sample company to look around in, or one's own, step by step. */
export function StartPage() {
  const { t } = useTranslation('start');
  const navigate = useNavigate();
  const isSample = useIsSample();
  const { chosen, keep } = useKeptPreference<StartDocument>(START_PREFERENCE);
  const tried = chosen?.tried ?? [];
  const note = (name: string): void => {
    if (!tried.includes(name)) {
      // What cannot be kept is no reason not to look.
      keep({ isOver: true, tried: [...tried, name] }).catch(() => undefined);
    }
  };
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          onClick={() => {
            keep({ isOver: true, tried }).catch(() => undefined);
            void navigate({ to: '/' });
          }}
        >
          {t('close')}
        </Button>
      }
    >
      <div className="start">
        {isSample === true && <SampleSection tried={tried} onTry={note} />}
        {isSample === false && <OwnStepsSection />}
        <p className="quiet start-call-back">{t('callBack')}</p>
      </div>
    </Page>
  );
}
