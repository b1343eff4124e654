import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TraceDrawer } from '../../ui/trace-drawer.tsx';
import { FailedCommands } from './failed-commands.tsx';
import { FailedJobs } from './failed-jobs.tsx';

/** What failed inside: work on the outside that is given up, and commands that could not be carried out. */
export function FailuresSection() {
  const { t } = useTranslation('system');
  const [view, setView] = useState<'jobs' | 'commands'>('jobs');
  const [traceId, setTraceId] = useState<string | null>(null);
  const showTrace = (traceparent: string): void => setTraceId(traceparent.split('-')[1] ?? null);
  return (
    <div>
      <div className="system-bar">
        <Segmented
          value={view}
          onChange={setView}
          options={[
            { value: 'jobs', label: t('failures.jobs') },
            { value: 'commands', label: t('failures.commands') },
          ]}
        />
      </div>
      <p className="system-lead">
        {view === 'jobs' ? t('failures.jobsLead') : t('failures.commandsLead')}
      </p>
      {view === 'jobs' ? (
        <FailedJobs showTrace={showTrace} />
      ) : (
        <FailedCommands showTrace={showTrace} />
      )}
      {traceId !== null && <TraceDrawer traceId={traceId} onClose={() => setTraceId(null)} />}
    </div>
  );
}
