import { MailOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { PutNoticeTemplate } from '../../client/contract.generated.d.ts';
import type { Language } from '../../locales/i18n.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import type { MailKind } from './template-values.ts';

const ADDRESS_KEY = 'linchpin.test-mail.address';

/** Sends the mail as it stands in the editor, with a made-up order, to an address that somebody types. */
export function TestMailButton({
  kind,
  language,
  draft,
}: {
  readonly kind: MailKind;
  readonly language: Language;
  readonly draft: PutNoticeTemplate;
}) {
  const { t } = useTranslation('system');
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  // Whoever tries a mail out tries it more than once.
  const [recipient, setRecipient] = useState(() => sessionStorage.getItem(ADDRESS_KEY) ?? '');
  const field = useId();
  const isAddress = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(recipient);
  const send = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST('/v1/notice-templates/test', {
          body: { kind, language, template: draft, recipient },
        }),
      ),
    onSuccess: () => {
      sessionStorage.setItem(ADDRESS_KEY, recipient);
      setOpen(false);
      void message.success(t('templates.testSent', { address: recipient }), 6);
    },
  });
  return (
    <>
      <Button
        icon={<MailOutlined />}
        onClick={() => {
          send.reset();
          setOpen(true);
        }}
      >
        {t('templates.test')}
      </Button>
      <Modal
        open={isOpen}
        title={t('templates.testTitle')}
        okText={t('templates.testSend')}
        okButtonProps={{ disabled: !isAddress }}
        confirmLoading={send.isPending}
        onOk={() => send.mutate()}
        onCancel={() => setOpen(false)}
      >
        <p className="system-lead">{t('templates.testLead')}</p>
        <label htmlFor={field}>{t('templates.testAddress')}</label>
        <Input
          id={field}
          type="email"
          autoComplete="email"
          maxLength={254}
          value={recipient}
          onChange={({ target }) => setRecipient(target.value.trim())}
          onPressEnter={() => isAddress && send.mutate()}
        />
        {send.error !== null && (
          <div className="test-mail-problem">
            <ProblemNotice problem={send.error} />
          </div>
        )}
      </Modal>
    </>
  );
}
