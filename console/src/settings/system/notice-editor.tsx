import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Alert,
  App,
  Button,
  Input,
  Popconfirm,
  Segmented,
  Tag as AntTag,
  type InputRef,
} from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useDeferredValue, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { NoticeTemplateView, PutNoticeTemplate } from '../../client/contract.generated.d.ts';
import { useMay } from '../../client/session.ts';
import { LANGUAGES, type Language } from '../../locales/i18n.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { isOvertaken, readGuard } from '../form/setting-guard.ts';
import { TestMailButton } from './test-mail-button.tsx';
import { isSameTemplate, listsOf, putIn, valuesOf, type MailKind } from './template-values.ts';

type Field = keyof PutNoticeTemplate;

/** Writes one mail, and shows beside it what arrives. */
export function NoticeEditor({
  kind,
  language,
  saved,
}: {
  readonly kind: MailKind;
  readonly language: Language;
  readonly saved: NoticeTemplateView;
}) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const mayWrite = useMay()('settings:write');
  const textsOf = ({ subject, bodyText, bodyHtml }: PutNoticeTemplate): PutNoticeTemplate => ({
    subject,
    bodyText,
    bodyHtml,
  });
  const [draft, setDraft] = useState<PutNoticeTemplate>(() => textsOf(saved));
  const [body, setBody] = useState<'bodyHtml' | 'bodyText'>('bodyHtml');
  // What was there when one began to write: what somebody else saves from then on is not overwritten unseen.
  const [began, setBegan] = useState(saved);
  const isChanged = !isSameTemplate(draft, saved);
  const name = `notice_template/${kind}/${language}`;
  const { data: guard } = useQuery({
    queryKey: ['setting-version', name, began],
    queryFn: () => readGuard(name),
    staleTime: Infinity,
    gcTime: 0,
    enabled: mayWrite,
  });
  // Nothing typed: the mail is shown as it is now, whoever changed it.
  if (began !== saved && isSameTemplate(draft, began)) {
    setBegan(saved);
    setDraft(textsOf(saved));
  }
  const save = useMutation({
    mutationFn: () =>
      answerOf(
        client.PUT('/v1/notice-templates/{kind}/{language}', {
          params: { path: { kind, language } },
          body: draft,
          ...guard,
        }),
      ),
    onSuccess: (after) => {
      setBegan(after);
      void message.success(t('saved'));
    },
  });
  const drop = useMutation({
    mutationFn: () =>
      answerOf(
        client.DELETE('/v1/notice-templates/{kind}/{language}', {
          params: { path: { kind, language } },
          ...guard,
        }),
      ),
    onSuccess: () => {
      // What was written goes with it: the mail that comes with the program follows at once.
      setDraft(textsOf(began));
      void queries.invalidateQueries({ queryKey: ['notice_template', kind] });
      void message.success(t('templates.dropped'));
    },
  });
  const problem = save.error ?? drop.error;
  const isOther = isOvertaken(problem) || (isChanged && !isSameTemplate(saved, began));
  const ids = { subject: useId(), body: useId() };
  const subjectField = useRef<InputRef>(null);
  const bodyField = useRef<TextAreaRef>(null);
  const lastField = useRef<Field>('bodyHtml');
  const insert = (piece: string): void => {
    const field = lastField.current === 'subject' ? 'subject' : body;
    const element =
      field === 'subject'
        ? subjectField.current?.input
        : bodyField.current?.resizableTextArea?.textArea;
    const at = element?.selectionStart ?? draft[field].length;
    const { text, caret } = putIn(draft[field], piece, at, element?.selectionEnd ?? at);
    setDraft({ ...draft, [field]: text });
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(caret, caret);
    });
  };
  return (
    <div className="notice-editor">
      <div className="notice-write">
        <div>
          <label htmlFor={ids.subject}>{t('templates.subject')}</label>
          <Input
            id={ids.subject}
            ref={subjectField}
            value={draft.subject}
            maxLength={300}
            readOnly={!mayWrite}
            onFocus={() => (lastField.current = 'subject')}
            onChange={({ target }) => setDraft({ ...draft, subject: target.value })}
          />
        </div>
        <div>
          <div className="notice-label">
            <label htmlFor={ids.body}>{t('templates.body')}</label>
            <Segmented
              size="small"
              value={body}
              onChange={setBody}
              options={[
                { value: 'bodyHtml', label: t('templates.html') },
                { value: 'bodyText', label: t('templates.text') },
              ]}
            />
          </div>
          <Input.TextArea
            id={ids.body}
            ref={bodyField}
            className="notice-body code"
            value={draft[body]}
            readOnly={!mayWrite}
            autoSize={{ minRows: 12, maxRows: 22 }}
            onFocus={() => (lastField.current = body)}
            onChange={({ target }) => setDraft({ ...draft, [body]: target.value })}
          />
        </div>
        <Values kind={kind} insert={mayWrite ? insert : null} />
        {isOther && (
          <Alert
            type="warning"
            showIcon
            title={t('templates.overtaken')}
            action={
              <Button
                size="small"
                onClick={() => {
                  save.reset();
                  drop.reset();
                  setBegan(saved);
                }}
              >
                {t('templates.keepMine')}
              </Button>
            }
          />
        )}
        {problem !== null && !isOvertaken(problem) && <ProblemNotice problem={problem} />}
        {mayWrite && (
          <div className="notice-save">
            <Button
              type="primary"
              disabled={!isChanged || isOther || guard === undefined}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {common('save')}
            </Button>
            <Button disabled={!isChanged} onClick={() => setDraft(textsOf(saved))}>
              {t('templates.revert')}
            </Button>
            <TestMailButton kind={kind} language={language} draft={draft} />
            {saved.version > 0 && (
              <Popconfirm
                title={t('templates.dropConfirm')}
                okText={t('templates.drop')}
                onConfirm={() => drop.mutate()}
              >
                <Button danger type="text" loading={drop.isPending}>
                  {t('templates.drop')}
                </Button>
              </Popconfirm>
            )}
            <span className="system-hint">
              {saved.version === 0
                ? t('templates.ours')
                : t('templates.own', { count: saved.version })}
            </span>
          </div>
        )}
      </div>
      <Preview kind={kind} language={language} draft={draft} />
    </div>
  );
}

function Values({
  kind,
  insert,
}: {
  readonly kind: MailKind;
  readonly insert: ((piece: string) => void) | null;
}) {
  const { t } = useTranslation('system');
  return (
    <div>
      <p className="notice-values-title">{t('templates.values')}</p>
      <ul className="notice-values">
        {valuesOf(kind).map((name) => (
          <li key={name}>
            <ValueButton label={t(`value.${name}`)} piece={`{{${name}}}`} insert={insert} />
          </li>
        ))}
        {Object.entries(listsOf(kind)).map(([name, piece]) => (
          <li key={name}>
            <ValueButton label={t(`value.${name as 'lines'}`)} piece={piece} insert={insert} />
          </li>
        ))}
      </ul>
      <p className="system-hint">{t('templates.sections')}</p>
    </div>
  );
}

function ValueButton({
  label,
  piece,
  insert,
}: {
  readonly label: string;
  readonly piece: string;
  readonly insert: ((piece: string) => void) | null;
}) {
  return insert === null ? (
    <AntTag>{label}</AntTag>
  ) : (
    // The field keeps its caret: the button takes no focus away from it.
    <Button
      size="small"
      title={piece}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => insert(piece)}
    >
      {label}
    </Button>
  );
}

function Preview({
  kind,
  language,
  draft,
}: {
  readonly kind: MailKind;
  readonly language: Language;
  readonly draft: PutNoticeTemplate;
}) {
  const { t } = useTranslation('system');
  const [shown, setShown] = useState<Language>(language);
  const [format, setFormat] = useState<'html' | 'text'>('html');
  const template = useDeferredValue(draft);
  const isDraft = shown === language;
  const { data, error } = useQuery({
    queryKey: ['notice_template', kind, 'preview', shown, isDraft ? template : null],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: ({ signal }) =>
      answerOf(
        client.POST('/v1/notice-templates/preview', {
          body: { kind, language: shown, ...(isDraft ? { template } : {}) },
          signal,
        }),
      ),
  });
  return (
    <div className="notice-preview">
      <div className="notice-label">
        <span>{t('templates.preview')}</span>
        <span className="notice-preview-choices">
          <Segmented<Language>
            size="small"
            value={shown}
            onChange={setShown}
            options={Object.entries(LANGUAGES).map(([value, label]) => ({
              value: value as Language,
              label,
            }))}
          />
          <Segmented
            size="small"
            value={format}
            onChange={setFormat}
            options={[
              { value: 'html', label: t('templates.html') },
              { value: 'text', label: t('templates.text') },
            ]}
          />
        </span>
      </div>
      {error !== null && <ProblemNotice problem={error} />}
      {data !== undefined && (
        <div className="notice-mail">
          <p className="notice-mail-subject">{data.subject}</p>
          {format === 'html' ? (
            // What somebody typed is shown as a mail program shows it: nothing in it runs.
            <iframe title={t('templates.preview')} sandbox="" srcDoc={data.bodyHtml} />
          ) : (
            <pre>{data.bodyText}</pre>
          )}
        </div>
      )}
      <p className="system-hint">{t('templates.madeUp')}</p>
    </div>
  );
}
