import { CopyOutlined, DownOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import { useMay } from '../client/session.ts';
import { useNames } from '../ui/use-names.ts';
import { Moment } from '../ui/figures.tsx';
import { actionsOf, type ReturnAction } from './return-progress.ts';
import { ReturnStateTag } from './return-tags.tsx';

const ON_THE_DESK: ReadonlySet<ReturnAction> = new Set(['receive', 'inspect', 'finish']);

/** What the person may do of what can be done with a return, what is to be done first in front. */
export function useReturnActions(one: ListedReturn): readonly ReturnAction[] {
  const may = useMay();
  return actionsOf(one).filter((action) =>
    may(ON_THE_DESK.has(action) ? 'returns:receive' : 'returns:write'),
  );
}

/** Which return it is, how it stands, of which order, and what to do next. */
export function ReturnHeader({
  one,
  act,
}: {
  readonly one: ListedReturn;
  readonly act: (action: ReturnAction) => void;
}) {
  const { t } = useTranslation('returns');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const names = useNames();
  const [first, ...others] = useReturnActions(one);
  return (
    <header className="return-header">
      <div className="return-title">
        <div className="return-title-row">
          <h1>
            {t('heading', { id: one.id })}
            <Button
              type="text"
              size="small"
              icon={<CopyOutlined />}
              aria-label={t('copyNumber')}
              onClick={() => {
                void navigator.clipboard?.writeText(one.id);
                void message.success(common('copied'));
              }}
            />
          </h1>
          <ReturnStateTag state={one.state} />
        </div>
        <p className="return-subtitle">
          {may('orders:read') ? (
            <Link to="/orders/$id" params={{ id: one.orderId }}>
              {t('ofOrder', { id: one.orderId })}
            </Link>
          ) : (
            <span>{t('ofOrder', { id: one.orderId })}</span>
          )}
          <span>{names.channelName(one.channel)}</span>
          <span className="code" title={t('externalId')}>
            {one.orderExternalId}
          </span>
          <span>
            {t('stateSince')} <Moment at={one.stateSince} isRelative />
          </span>
        </p>
      </div>
      {first !== undefined && (
        <div className="return-actions">
          <Button type="primary" size="large" onClick={() => act(first)}>
            {t(`act.${first}.name`)}
          </Button>
          {others.length > 0 && (
            <Dropdown
              trigger={['click']}
              placement="bottomRight"
              menu={{
                items: others.map((name) => ({
                  key: name,
                  label: t(`act.${name}.name`),
                  danger: name === 'cancel',
                  onClick: () => act(name),
                })),
              }}
            >
              <Button size="large" icon={<DownOutlined />} iconPlacement="end">
                {t('moreActions')}
              </Button>
            </Dropdown>
          )}
        </div>
      )}
    </header>
  );
}
