import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { codeOf } from '../new-flow.ts';
import { nameIn } from '../flow-names.ts';
import { AssetForm, blankDraft, isWhole } from './asset-form.tsx';
import type { Draft } from './asset.ts';

const KINDS = ['expression', 'decision_table', 'notification_template'] as const;

/** Begins an asset: its kind, its name, what it says. */
export function NewAssetDialog({
  taken,
  onClose,
}: {
  readonly taken: ReadonlySet<string>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('library');
  const navigate = useNavigate();
  const id = useId();
  const [draft, setDraft] = useState<Draft>(() =>
    blankDraft('expression', { names: {}, owner: '' }),
  );
  const { mutate, isPending, error } = useMutation({
    mutationFn: (name: string) =>
      answerOf(client.PUT('/v1/flow-assets/{name}', { params: { path: { name } }, body: draft })),
    onSuccess: (_answer, name) => {
      onClose();
      void navigate({ to: '/flows/library/$name', params: { name } });
    },
  });
  return (
    <Modal
      open
      width={640}
      title={t('new.title')}
      okText={t('new.create')}
      okButtonProps={{ disabled: !isWhole(draft) }}
      confirmLoading={isPending}
      onCancel={onClose}
      onOk={() => mutate(codeOf(nameIn('en', draft.names), taken))}
    >
      <div className="flow-form">
        <div className="flow-field">
          <label htmlFor={id} className="flow-field-label">
            {t('new.what')}
          </label>
          <Select
            id={id}
            value={draft.kind}
            options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            onChange={(kind) => setDraft(blankDraft(kind, draft))}
          />
          <p className="flow-field-hint">{t(`kindLead.${draft.kind}`)}</p>
        </div>
        <AssetForm draft={draft} problems={[]} onChange={setDraft} />
        {error !== null && <ProblemNotice problem={error} />}
      </div>
    </Modal>
  );
}
