import { MoreOutlined, SaveOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { randomId } from '../client/random-id.ts';
import { useMay } from '../client/session.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { areSameFilters, countFilters, type Filters } from './order-filters.ts';
import {
  BUILT_IN_VIEWS,
  withView,
  type ColumnChoice,
  type OrdersPreference,
  type SavedView,
} from './saved-views.ts';

interface ViewsBarProps {
  readonly preference: OrdersPreference;
  readonly keep: (preference: OrdersPreference) => Promise<void>;
  readonly activeId: string | null;
  readonly filters: Filters;
  readonly columns: readonly ColumnChoice[];
  readonly go: (filters: Filters, options?: { readonly view?: string }) => void;
}

/** The lists that one comes back to: those that everybody has, and one's own. */
export function ViewsBar(props: ViewsBarProps) {
  const { preference, activeId, filters, columns, keep, go } = props;
  const { t } = useTranslation(['orders', 'common']);
  const { message } = App.useApp();
  const may = useMay();
  const [naming, setNaming] = useState<SavedView | 'new' | null>(null);
  const own = preference.views.find(({ id }) => id === activeId);
  const isChanged = own !== undefined && !areSameFilters(own.filters, filters);
  const isUnsaved = activeId === null && countFilters(filters) > 0;
  const fail = (error: unknown): void => void message.error((error as Error).message);

  const replace = (view: SavedView): Promise<void> =>
    keep({
      ...preference,
      views: preference.views.map((each) => (each.id === view.id ? view : each)),
    });
  const remove = (view: SavedView): void => {
    const before = preference;
    keep({ ...preference, views: preference.views.filter(({ id }) => id !== view.id) }).then(() => {
      const key = `removed-${view.id}`;
      void message.success({
        key,
        duration: 6,
        content: (
          <>
            {t('orders:views.removed', { name: view.name })}{' '}
            <Button
              type="link"
              size="small"
              onClick={() => {
                message.destroy(key);
                keep(before).catch(fail);
              }}
            >
              {t('orders:views.undo')}
            </Button>
          </>
        ),
      });
    }, fail);
    if (view.id === activeId) go({});
  };
  const copyLink = async (): Promise<void> => {
    const address = new URL(globalThis.location.href);
    address.searchParams.delete('view');
    await navigator.clipboard.writeText(address.href);
    void message.success(t('orders:views.linkCopied'));
  };
  const save = async (name: string): Promise<void> => {
    if (naming !== null && naming !== 'new') {
      await replace({ ...naming, name });
    } else {
      const view: SavedView = { id: randomId(), name, filters, columns };
      const after = withView(preference, view);
      if (after === null) throw new Error(t('orders:views.tooMany'));
      await keep(after);
      go(filters, { view: view.id });
    }
    setNaming(null);
    void message.success(t('orders:views.saved', { name }));
  };

  return (
    <nav className="views" aria-label={t('orders:views.label')}>
      {BUILT_IN_VIEWS.filter(({ id }) => id !== 'needs-me' || may('exceptions:read')).map(
        (view) => (
          <button
            key={view.id}
            type="button"
            className="view"
            aria-current={view.id === activeId ? 'page' : undefined}
            onClick={() => go(view.filters)}
          >
            {t(`orders:views.${view.id}`)}
          </button>
        ),
      )}
      {preference.views.length > 0 && <span className="views-rule" aria-hidden />}
      {preference.views.map((view) => (
        <span key={view.id} className="view-own">
          <button
            type="button"
            className="view"
            aria-current={view.id === activeId ? 'page' : undefined}
            onClick={() => go(view.filters, { view: view.id })}
          >
            {view.name}
          </button>
          {view.id === activeId && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: [
                  {
                    key: 'rename',
                    label: t('orders:views.rename'),
                    onClick: () => setNaming(view),
                  },
                  {
                    key: 'link',
                    label: t('orders:views.copyLink'),
                    onClick: () => void copyLink().catch(fail),
                  },
                  { type: 'divider' },
                  {
                    key: 'remove',
                    danger: true,
                    label: t('orders:views.remove'),
                    onClick: () => remove(view),
                  },
                ],
              }}
            >
              <button
                type="button"
                className="view-more"
                aria-label={t('orders:views.more', { name: view.name })}
              >
                <MoreOutlined aria-hidden />
              </button>
            </Dropdown>
          )}
        </span>
      ))}
      {isChanged && (
        <Button
          size="small"
          type="text"
          className="views-save"
          onClick={() => {
            replace({ ...own, filters }).then(
              () => void message.success(t('orders:views.saved', { name: own.name })),
              fail,
            );
          }}
        >
          {t('orders:views.saveChanges')}
        </Button>
      )}
      {(isUnsaved || isChanged) && (
        <Button
          size="small"
          type="text"
          className="views-save"
          icon={<SaveOutlined />}
          onClick={() => setNaming('new')}
        >
          {t(isChanged ? 'orders:views.saveAs' : 'orders:views.save')}
        </Button>
      )}
      {naming !== null && (
        <NameDialog
          title={t(naming === 'new' ? 'orders:views.save' : 'orders:views.rename')}
          name={naming === 'new' ? '' : naming.name}
          onSave={save}
          onClose={() => setNaming(null)}
        />
      )}
    </nav>
  );
}

function NameDialog({
  title,
  name,
  onSave,
  onClose,
}: {
  readonly title: string;
  readonly name: string;
  readonly onSave: (name: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['orders', 'common']);
  const [text, setText] = useState(name);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const submit = (): void => {
    if (text.trim() === '') return;
    setSaving(true);
    setProblem(null);
    onSave(text.trim()).catch((error: unknown) => {
      setProblem(error);
      setSaving(false);
    });
  };
  return (
    <Modal
      open
      width={420}
      title={title}
      okText={t('common:save')}
      cancelText={t('common:cancel')}
      okButtonProps={{ disabled: text.trim() === '', loading: isSaving }}
      onOk={submit}
      onCancel={onClose}
    >
      <Form layout="vertical" onFinish={submit} requiredMark={false}>
        <Form.Item
          label={t('orders:views.name')}
          htmlFor="view-name"
          extra={t('orders:views.saveHint')}
        >
          <Input
            id="view-name"
            autoFocus
            maxLength={60}
            placeholder={t('orders:views.nameExample')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Form.Item>
      </Form>
      {problem !== null && <ProblemNotice problem={problem} />}
    </Modal>
  );
}
