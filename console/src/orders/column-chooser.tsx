import {
  LeftOutlined,
  MinusOutlined,
  PlusOutlined,
  RightOutlined,
  TableOutlined,
} from '@ant-design/icons';
import { Button, Checkbox, Popover, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  changedColumn,
  movedColumn,
  readColumns,
  type ColumnChoice,
  type ColumnKey,
} from './saved-views.ts';

const WIDTH_STEP_PX = 24;
const WIDTH_FIRST_PX = 140;
const WIDTH_PX_MIN = 72;

/** Which columns are shown, in which order and how wide: all of it by keys too. */
export function ColumnChooser({
  columns,
  onChange,
}: {
  readonly columns: readonly ColumnChoice[];
  readonly onChange: (columns: readonly ColumnChoice[]) => void;
}) {
  const { t } = useTranslation('orders');
  const widen = ({ key, widthPx }: ColumnChoice, by: number): void =>
    onChange(
      changedColumn(columns, key, {
        widthPx: Math.max(WIDTH_PX_MIN, (widthPx ?? WIDTH_FIRST_PX) + by),
      }),
    );
  const step = (key: ColumnKey, by: -1 | 1): void => onChange(movedColumn(columns, key, by));
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      classNames={{ root: 'filter-popover' }}
      content={
        <div className="chooser">
          <ul className="chooser-list" aria-label={t('chooser.heading')}>
            {columns.map((column, index) => {
              const { key, isShown } = column;
              const name = t(`columns.${key}`);
              return (
                <li key={key}>
                  <Checkbox
                    checked={isShown}
                    disabled={key === 'id'}
                    onChange={(event) =>
                      onChange(changedColumn(columns, key, { isShown: event.target.checked }))
                    }
                  >
                    {name}
                  </Checkbox>
                  <span className="chooser-steps">
                    <Step
                      label={t('chooser.narrower', { name })}
                      icon={<MinusOutlined />}
                      onClick={() => widen(column, -WIDTH_STEP_PX)}
                    />
                    <Step
                      label={t('chooser.wider', { name })}
                      icon={<PlusOutlined />}
                      onClick={() => widen(column, WIDTH_STEP_PX)}
                    />
                    <Step
                      label={t('chooser.left', { name })}
                      icon={<LeftOutlined />}
                      isDisabled={index < 2}
                      onClick={() => step(key, -1)}
                    />
                    <Step
                      label={t('chooser.right', { name })}
                      icon={<RightOutlined />}
                      isDisabled={index === 0 || index === columns.length - 1}
                      onClick={() => step(key, 1)}
                    />
                  </span>
                </li>
              );
            })}
          </ul>
          <div className="chooser-foot">
            <span className="quiet">{t('chooser.hint')}</span>
            <Button size="small" onClick={() => onChange(readColumns(null))}>
              {t('chooser.reset')}
            </Button>
          </div>
        </div>
      }
    >
      <Tooltip title={t('chooser.label')}>
        <Button icon={<TableOutlined />} aria-label={t('chooser.label')} />
      </Tooltip>
    </Popover>
  );
}

function Step({
  label,
  icon,
  isDisabled = false,
  onClick,
}: {
  readonly label: string;
  readonly icon: React.ReactNode;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" aria-label={label} title={label} disabled={isDisabled} onClick={onClick}>
      {icon}
    </button>
  );
}
