import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import './leave-sample.css';
import { sampleQuery } from './use-sample.ts';

/** Says what goes and what stays, and leaves the sample company. */
export function LeaveSample({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('start');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const leave = useMutation({
    mutationFn: () => answerOf(client.POST('/v1/sample/leave')),
    onSuccess: async (answer) => {
      queries.setQueryData(sampleQuery.queryKey, answer);
      await navigate({ to: '/start' });
      onClose();
      void queries.invalidateQueries();
      void message.success(t('leave.done'));
    },
  });
  return (
    <Modal
      open
      title={t('leave.title')}
      onCancel={onClose}
      mask={{ closable: !leave.isPending }}
      footer={
        <>
          <Button onClick={onClose} disabled={leave.isPending}>
            {common('cancel')}
          </Button>
          <Button danger type="primary" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t('leave.confirm')}
          </Button>
        </>
      }
    >
      <div className="leave-sample">
        <p>{t('leave.lead')}</p>
        <dl>
          <dt className="leave-sample-goes">{t('leave.goes')}</dt>
          <dd>{t('leave.goesList')}</dd>
          <dt>{t('leave.stays')}</dt>
          <dd>{t('leave.staysList')}</dd>
        </dl>
        {leave.error !== null && <ProblemNotice problem={leave.error} />}
      </div>
    </Modal>
  );
}
