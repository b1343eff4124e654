import {
  CloseOutlined,
  FlagOutlined,
  PauseCircleOutlined,
  PlayCircleOutlined,
  SendOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BULK_ACTIONS, type BulkAction } from './bulk-actions.ts';

const ICONS: Readonly<Record<BulkAction, ReactNode>> = {
  hold: <PauseCircleOutlined />,
  releaseHold: <PlayCircleOutlined />,
  release: <SendOutlined />,
  priority: <FlagOutlined />,
  cancel: <StopOutlined />,
};

/** What can be done to the orders that are selected. */
export function BulkBar({
  count,
  onAction,
  onClear,
}: {
  readonly count: number;
  readonly onAction: (action: BulkAction) => void;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation('orders');
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('bulk.label')}>
      <span className="bulk-bar-count" aria-live="polite">
        {t('bulk.selected', { count })}
      </span>
      <span className="bulk-bar-actions">
        {BULK_ACTIONS.map((action) => (
          <Button
            key={action}
            type="text"
            size="small"
            icon={ICONS[action]}
            danger={action === 'cancel'}
            onClick={() => onAction(action)}
          >
            {t(`bulk.${action}`)}
          </Button>
        ))}
      </span>
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('bulk.clear')}
        onClick={onClear}
      />
    </div>
  );
}
