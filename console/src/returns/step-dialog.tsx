import { InfoCircleOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import '../order/action-modal.css';
import { ProblemNotice } from '../ui/problem-notice.tsx';

/**
 * The frame of a step with a return or a claim: its fields, what it will cause, and its refusal where it
 * happened. Nothing that was typed is lost then.
 */
export function StepDialog<Answer extends object>({
  title,
  okText,
  consequences,
  isReady = true,
  isDanger = false,
  isWide = false,
  submit,
  said,
  onDone,
  onClose,
  children,
}: {
  readonly title: ReactNode;
  readonly okText: string;
  readonly consequences: readonly ReactNode[];
  readonly isReady?: boolean;
  readonly isDanger?: boolean;
  readonly isWide?: boolean;
  readonly submit: () => Promise<Answer>;
  /** What is said when it is done; the screen itself changes by the event. */
  readonly said: string;
  readonly onDone?: (answer: Answer) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('returns');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const { mutate, error, isPending } = useMutation({
    mutationFn: submit,
    onSuccess: (answer) => {
      void message.success(said);
      onDone?.(answer);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={common('cancel')}
      okButtonProps={{ disabled: !isReady, danger: isDanger }}
      confirmLoading={isPending}
      onOk={() => mutate()}
      onCancel={onClose}
      width={isWide ? 760 : 560}
      className="action-modal"
    >
      <div className="action-fields">{children}</div>
      {consequences.length > 0 && (
        <div className="consequences" aria-live="polite">
          <h3>
            <InfoCircleOutlined aria-hidden /> {t('causes')}
          </h3>
          <ul>
            {consequences.map((consequence, index) => (
              <li key={index}>{consequence}</li>
            ))}
          </ul>
        </div>
      )}
      {error !== null && <ProblemNotice problem={error} />}
    </Modal>
  );
}
