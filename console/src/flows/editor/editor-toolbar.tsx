import {
  AppstoreOutlined,
  CommentOutlined,
  ExperimentOutlined,
  PartitionOutlined,
  QuestionCircleOutlined,
  RedoOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { Button, Input, Modal, Segmented, Select, Tooltip } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../client/session.ts';
import { formatMoney } from '../../ui/format.ts';
import { useOrdersToTry } from '../flow-queries.ts';
import { TrialDrawer } from '../trial/trial-drawer.tsx';
import { SubmitButton } from '../releases/submit-button.tsx';
import { PublishButton } from './publish-button.tsx';
import { useDraftHindrance } from './use-draft-hindrance.ts';
import type { Editor } from './use-editor.ts';

function Tool({
  label,
  keys,
  icon,
  isOff = false,
  onClick,
}: {
  readonly label: string;
  readonly keys?: string;
  readonly icon: ReactNode;
  readonly isOff?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <Tooltip title={keys === undefined ? label : `${label} (${keys})`}>
      <Button type="text" aria-label={label} icon={icon} disabled={isOff} onClick={onClick} />
    </Tooltip>
  );
}

/** What is done with the drawing as a whole. */
export function EditorToolbar({
  editor,
  isList,
  onList,
  onKeys,
}: {
  readonly editor: Editor;
  readonly isList: boolean;
  readonly onList: (isList: boolean) => void;
  readonly onKeys: () => void;
}) {
  const { t, i18n } = useTranslation('flows');
  const may = useMay();
  const orders = useOrdersToTry();
  const { history } = editor;
  const hindrance = useDraftHindrance(editor);
  const [comment, setComment] = useState<string | null>(null);
  const [isTrying, setTrying] = useState(false);
  return (
    <div className="editor-tools" role="toolbar" aria-label={t('tools')}>
      <Segmented
        aria-label={t('view.label')}
        value={isList ? 'list' : 'picture'}
        options={[
          { value: 'picture', label: t('view.picture'), icon: <AppstoreOutlined /> },
          { value: 'list', label: t('view.list'), icon: <UnorderedListOutlined /> },
        ]}
        onChange={(value) => onList(value === 'list')}
      />
      {!editor.isReadOnly && (
        <>
          <Tool
            label={t('undo')}
            keys="Ctrl+Z"
            icon={<UndoOutlined />}
            isOff={history.before.length === 0}
            onClick={editor.undo}
          />
          <Tool
            label={t('redo')}
            keys="Ctrl+Shift+Z"
            icon={<RedoOutlined />}
            isOff={history.undone.length === 0}
            onClick={editor.redo}
          />
          <Tool label={t('tidy')} icon={<PartitionOutlined />} onClick={editor.tidy} />
          <Tool
            label={t('comment.add')}
            icon={<CommentOutlined />}
            onClick={() => setComment('')}
          />
          <Tool
            label={t('keys.title')}
            keys="?"
            icon={<QuestionCircleOutlined />}
            onClick={onKeys}
          />
        </>
      )}
      <span className="editor-tools-gap" />
      <span className="editor-try">
        <span className="quiet" id="try-order">
          {t('tryOn')}
        </span>
        <Select
          aria-labelledby="try-order"
          className="editor-try-order"
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: 'label' }}
          value={editor.orderId ?? null}
          placeholder={t('noOrder')}
          options={orders.map(({ id, externalId, totalMinor, currency }) => ({
            value: id,
            label: `${externalId} · ${formatMoney(totalMinor, currency, i18n.language)}`,
          }))}
          onChange={(id) => editor.setOrderId(id)}
        />
      </span>
      <Tooltip title={hindrance.trial}>
        <Button
          icon={<ExperimentOutlined />}
          disabled={hindrance.trial !== null}
          onClick={() => setTrying(true)}
        >
          {t('trial.label')}
        </Button>
      </Tooltip>
      {!editor.isReadOnly && <Saved editor={editor} />}
      {!editor.isReadOnly && may('flows:approve') && (
        <PublishButton editor={editor} hindrance={hindrance.publish} />
      )}
      {!editor.isReadOnly && <SubmitButton editor={editor} hindrance={hindrance.submit} />}
      {isTrying && <TrialDrawer editor={editor} onClose={() => setTrying(false)} />}
      {comment !== null && (
        <Modal
          open
          title={t('comment.add')}
          okText={t('comment.add')}
          okButtonProps={{ disabled: comment.trim() === '' }}
          onCancel={() => setComment(null)}
          onOk={() => {
            editor.comment(comment.trim());
            setComment(null);
          }}
        >
          <Input.TextArea
            autoFocus
            aria-label={t('comment.title')}
            value={comment}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 8 }}
            onChange={(event) => setComment(event.target.value)}
          />
        </Modal>
      )}
    </div>
  );
}

function Saved({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('flows');
  return (
    <span className="editor-saved quiet" role="status">
      {editor.standing === 'kept' && t('saved.kept')}
      {editor.standing === 'keeping' && t('saved.keeping')}
      {editor.standing === 'failed' && t('saved.failed')}
      {editor.standing === 'overtaken' && t('saved.overtaken')}
    </span>
  );
}
