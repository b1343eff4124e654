import { ExperimentOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../client/session.ts';
import { LeaveSample } from './leave-sample.tsx';
import './sample-tag.css';
import { useIsSample } from './use-sample.ts';

/** Says quietly that all this is a sample, as long as it is, and leads out of it. */
export function SampleTag() {
  const { t } = useTranslation('start');
  const may = useMay();
  const isSample = useIsSample();
  const [isLeaving, setLeaving] = useState(false);
  if (isSample !== true) return null;
  return (
    <div className="sample-tag">
      <Link to="/start" className="sample-tag-name" title={t('sample.tagLong')}>
        <ExperimentOutlined aria-hidden />
        <span>{t('sample.tag')}</span>
      </Link>
      {may('access:admin') && (
        <button
          type="button"
          className="sample-tag-leave"
          aria-label={t('own.leave')}
          onClick={() => setLeaving(true)}
        >
          {t('leave.short')}
        </button>
      )}
      {isLeaving && <LeaveSample onClose={() => setLeaving(false)} />}
    </div>
  );
}
