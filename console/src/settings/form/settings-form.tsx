import { ExclamationCircleFilled } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, ConfigProvider, Modal } from 'antd';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { changedFacts, fieldsOf, type ChangedFact, type SettingFact } from './changes.ts';
import { keepDraft, useDrafts } from './drafts.ts';
import { FormContext } from './field.tsx';
import './form.css';
import { isSame, rebase } from './rebase.ts';
import { guardFor, isOvertaken, readGuard, type Guard } from './setting-guard.ts';

interface SettingsFormProps<Value extends object> {
  /** The section, then what of it: `channels/web`. Drafts are kept under it. */
  readonly name: string;
  /** What people call that which is edited. */
  readonly title: string;
  readonly saved: Value;
  /** Nothing of it is saved yet. */
  readonly isNew?: boolean;
  readonly mayEdit: boolean;
  /** What the settings say in words: the summary before saving compares them. */
  readonly describe: (value: Value) => readonly SettingFact[];
  /** What saving causes, said in the summary. */
  readonly effect?: ReactNode;
  /** What keeps it from being saved, such as a name that is missing; null: nothing. */
  readonly hindrance?: (value: Value) => string | null;
  /** What the server has now: asked again right before saving, so that nobody's change is lost unseen. */
  readonly reread?: () => Promise<Value>;
  /** How the server calls these settings, whose version a change is held to: channel/web. */
  readonly setting?: string;
  readonly save: (value: Value, before: Value, guard: Guard) => Promise<unknown>;
  readonly onSaved?: (value: Value) => void;
  readonly children: (value: Value, change: (part: Partial<Value>) => void) => ReactNode;
}

/**
 * Settings that are changed together. What is typed is kept, also when one leaves; before it is saved, a
 * summary says what becomes of what. What others save meanwhile is taken over; where both changed the same
 * field, it says so.
 */
export function SettingsForm<Value extends object>(props: SettingsFormProps<Value>) {
  const { name, title, saved, isNew = false, mayEdit } = props;
  const { t } = useTranslation('settings');
  const { message } = App.useApp();
  const [isReviewing, setReviewing] = useState(false);
  // What somebody else has saved while this was typed; null: nothing that is known.
  const [meanwhile, setMeanwhile] = useState<readonly ChangedFact[] | null>(null);
  const draft = useDrafts().find((each) => each.name === name);
  const { value, overwrites } = useMemo(
    () =>
      draft === undefined
        ? { value: saved, overwrites: [] }
        : rebase(draft.base as Value, draft.value as Value, saved),
    [draft, saved],
  );
  const isChanged = !isSame(value, saved);

  const change = (part: Partial<Value>): void => {
    const next = { ...value, ...part };
    const base = { ...saved };
    if (draft !== undefined) {
      const began = draft.base as Value;
      for (const field of overwrites) base[field] = began[field];
    }
    keepDraft(name, isSame(next, saved) ? null : { name, title, base, value: next });
  };
  const saving = useMutation({
    mutationFn: async (): Promise<'saved' | 'changed meanwhile'> => {
      const { setting, reread } = props;
      const overtaken = async (): Promise<'changed meanwhile'> => {
        const fresh = (await reread?.()) ?? saved;
        setMeanwhile(changedFacts(props.describe, saved, fresh));
        return 'changed meanwhile';
      };
      // The version comes first: whoever saves after it was asked makes it an old one.
      const guard = setting === undefined ? {} : isNew ? guardFor(0) : await readGuard(setting);
      if (reread !== undefined && !isNew && !isSame(await reread(), saved)) return overtaken();
      try {
        await props.save(value, saved, guard);
      } catch (problem) {
        if (isNew || !isOvertaken(problem)) throw problem;
        return overtaken();
      }
      await reread?.();
      return 'saved';
    },
    onMutate: () => setMeanwhile(null),
    onSuccess: (answer) => {
      if (answer !== 'saved') return;
      setReviewing(false);
      keepDraft(name, null);
      void message.success(t('unsaved.saved', { title }));
      props.onSaved?.(value);
    },
  });
  const { error } = saving;
  // What the server found wrong with a field is said at that field; what has none is said in the summary.
  const formElement = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const wrong = error === null ? null : formElement.current?.querySelector('.field-problem');
    if (wrong === null || wrong === undefined) return;
    setReviewing(false);
    void message.error(t('unsaved.refused'), 5);
    wrong.scrollIntoView({ block: 'center' });
  }, [error, message, t]);
  const form = useMemo(() => ({ problems: fieldsOf(error), overwrites }), [error, overwrites]);
  // A new attempt begins with nothing of the one before.
  const { reset } = saving;
  useEffect(reset, [value, reset]);

  const latest = useRef({ isLeft: false, tell: () => undefined as unknown });
  useEffect(() => {
    latest.current = {
      isLeft: isChanged,
      tell: () => message.warning(t('unsaved.kept', { title }), 5),
    };
  });
  useEffect(
    () => () => {
      if (latest.current.isLeft) latest.current.tell();
    },
    [],
  );

  const changes = isReviewing || isChanged ? changedFacts(props.describe, saved, value) : [];
  const hindrance = props.hindrance?.(value) ?? null;
  return (
    <FormContext value={form}>
      <form
        ref={formElement}
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged && hindrance === null) setReviewing(true);
        }}
      >
        {!mayEdit && <Alert type="info" showIcon title={t('unsaved.readOnly')} />}
        <ConfigProvider componentDisabled={!mayEdit}>
          {props.children(value, change)}
        </ConfigProvider>
        {isChanged && mayEdit && (
          <div className="save-bar" role="region" aria-label={t('unsaved.mark')}>
            <span className="save-bar-words">
              <ExclamationCircleFilled aria-hidden className="save-bar-icon" />
              <span>
                {isNew ? t('unsaved.isNew') : t('unsaved.count', { count: changes.length })}
                {hindrance !== null && <span className="quiet"> · {hindrance}</span>}
              </span>
            </span>
            <Button onClick={() => keepDraft(name, null)}>{t('unsaved.discard')}</Button>
            <Button type="primary" htmlType="submit" disabled={hindrance !== null}>
              {t('unsaved.review')}
            </Button>
          </div>
        )}
      </form>
      <Modal
        open={isReviewing}
        title={isNew ? t('unsaved.createTitle', { title }) : t('unsaved.reviewTitle', { title })}
        okText={isNew ? t('unsaved.create') : t('unsaved.save')}
        cancelText={t('unsaved.goOn')}
        confirmLoading={saving.isPending}
        onOk={() => saving.mutate()}
        onCancel={() => {
          setReviewing(false);
          setMeanwhile(null);
        }}
        width={640}
      >
        <div className="review">
          {overwrites.length > 0 && (
            <Alert type="warning" showIcon title={t('unsaved.bothNotice')} />
          )}
          {meanwhile !== null && (
            <Alert
              type="warning"
              showIcon
              title={t('unsaved.changedMeanwhile')}
              description={meanwhile.length > 0 && <ChangeList changes={meanwhile} isNew={false} />}
            />
          )}
          <ChangeList changes={changes} isNew={isNew} />
          {props.effect !== undefined && <p className="review-effect">{props.effect}</p>}
          {error !== null && <ProblemNotice problem={error} />}
        </div>
      </Modal>
    </FormContext>
  );
}

/** What becomes of what, fact by fact. */
function ChangeList({
  changes,
  isNew,
}: {
  readonly changes: readonly ChangedFact[];
  readonly isNew: boolean;
}) {
  const { t } = useTranslation('settings');
  return (
    <ul className="review-list">
      {changes.map(({ key, label, before, after }) => (
        <li key={key} className="review-item">
          <span className="review-label">{label}</span>
          {!isNew && (
            <span className={before === null ? 'review-none' : 'review-before'}>
              <span className="visually-hidden">{t('unsaved.before')} </span>
              {before ?? t('unsaved.nothing')}
            </span>
          )}
          <span className="review-after">
            <span className="visually-hidden">{t('unsaved.after')} </span>
            {after ?? t('unsaved.removed')}
          </span>
        </li>
      ))}
    </ul>
  );
}
