import { SendOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Modal, Tooltip } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { focusStep } from '../canvas/flow-canvas.tsx';
import type { Editor } from '../editor/use-editor.ts';
import { FindingsList } from './findings-list.tsx';
import { useFindings } from './release-queries.ts';

/** Puts the draft before the policy, after showing what that will say and who has to approve it. */
export function SubmitButton({
  editor,
  hindrance,
}: {
  readonly editor: Editor;
  /** Why the reader cannot do it; null: nothing hinders. */
  readonly hindrance: string | null;
}) {
  const { t } = useTranslation('flows');
  const navigate = useNavigate();
  const id = useId();
  const { code } = editor.flow;
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const { data: findings, error: unread } = useFindings(code, editor.version, isOpen);
  const isBlocked = findings?.items.some(({ severity }) => severity === 'block') === true;
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST('/v1/flows/{code}/submit', {
          params: { path: { code } },
          body: {
            version: editor.version,
            ...(note.trim() === '' ? {} : { note: note.trim() }),
          },
        }),
      ),
    onSuccess: (answer) => {
      setOpen(false);
      void navigate({
        to: '/flows/$code',
        params: { code },
        search: { tab: 'releases', release: answer.id },
      });
    },
  });
  return (
    <>
      <Tooltip title={hindrance}>
        <Button
          type="primary"
          icon={<SendOutlined />}
          disabled={!editor.isReady || hindrance !== null}
          onClick={() => {
            reset();
            setOpen(true);
          }}
        >
          {t('submit.label')}
        </Button>
      </Tooltip>
      <Modal
        open={isOpen}
        title={t('submit.title')}
        okText={t('submit.label')}
        okButtonProps={{ disabled: findings === undefined || isBlocked }}
        confirmLoading={isPending}
        onOk={() => mutate()}
        onCancel={() => setOpen(false)}
      >
        <div className="flow-form">
          {findings !== undefined && (
            <p>{isBlocked ? t('submit.blocked') : t(`submit.tier_${findings.tier}`)}</p>
          )}
          {findings !== undefined && findings.items.length > 0 && (
            <FindingsList
              findings={findings.items}
              drawing={editor.drawing}
              onChoose={(node) => {
                setOpen(false);
                editor.select([node]);
                requestAnimationFrame(() => focusStep(node));
              }}
            />
          )}
          {!isBlocked && (
            <div className="flow-field">
              <label htmlFor={`${id}-note`} className="flow-field-label">
                {t('submit.note')} <span className="quiet">{t('form.optional')}</span>
              </label>
              <Input.TextArea
                id={`${id}-note`}
                value={note}
                maxLength={2000}
                autoSize={{ minRows: 2, maxRows: 6 }}
                onChange={(event) => setNote(event.target.value)}
              />
            </div>
          )}
          {(error ?? unread) !== null && <ProblemNotice problem={error ?? unread} />}
        </div>
      </Modal>
    </>
  );
}
