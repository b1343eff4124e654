import { CloseOutlined, FilterOutlined, LeftOutlined, PlusOutlined } from '@ant-design/icons';
import { Badge, Button, Drawer, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../client/session.ts';
import { FilterEditor } from './filter-editor.tsx';
import { filterValueText, namesSet } from './filter-words.ts';
import { FILTER_NAMES, withoutFilter, type FilterName, type Filters } from './order-filters.ts';
import { contentOf } from './content-of.ts';
import type { Names } from '../ui/use-names.ts';

interface FilterBarProps {
  readonly filters: Filters;
  readonly names: Names;
  readonly onChange: (filters: Filters) => void;
}

function useFilterNames(): readonly FilterName[] {
  const may = useMay();
  return FILTER_NAMES.filter((name) => name !== 'needs' || may('exceptions:read'));
}

/** The filters that are set, each to be changed and dropped, and a way to add one. */
export function FilterBar({ filters, names, onChange }: FilterBarProps) {
  const { t } = useTranslation(['orders', 'common']);
  const all = useFilterNames();
  const set = namesSet(filters, FILTER_NAMES);
  return (
    <>
      {set.map((name) => (
        <FilterChip key={name} name={name} filters={filters} names={names} onChange={onChange} />
      ))}
      <AddFilter
        offered={all.filter((name) => filters[name] === undefined)}
        filters={filters}
        names={names}
        onChange={onChange}
      />
      {set.length > 1 && (
        <Button type="text" size="small" className="filter-clear" onClick={() => onChange({})}>
          {t('orders:filters.clear')}
        </Button>
      )}
    </>
  );
}

function withFilter(filters: Filters, name: FilterName, value: string | undefined): Filters {
  return value === undefined ? withoutFilter(filters, name) : { ...filters, [name]: value };
}

function FilterChip({
  name,
  filters,
  names,
  onChange,
}: FilterBarProps & { readonly name: FilterName }) {
  const { t, i18n } = useTranslation(['orders', 'common']);
  const [isOpen, setOpen] = useState(false);
  const label = t(`orders:filters.names.${name}`);
  const value = filters[name] ?? '';
  return (
    <span className="filter-chip">
      <Popover
        open={isOpen}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        getPopupContainer={contentOf}
        destroyOnHidden
        classNames={{ root: 'filter-popover' }}
        content={
          <FilterEditor
            name={name}
            value={value}
            names={names}
            onChange={(chosen) => {
              setOpen(false);
              onChange(withFilter(filters, name, chosen));
            }}
          />
        }
      >
        <button
          type="button"
          className="filter-chip-value"
          aria-label={t('orders:filters.change', { name: label })}
        >
          <span className="filter-chip-name">{label}</span>
          <span>{filterValueText(name, value, { t, names, language: i18n.language })}</span>
        </button>
      </Popover>
      <button
        type="button"
        className="filter-chip-drop"
        aria-label={t('orders:filters.drop', { name: label })}
        onClick={() => onChange(withoutFilter(filters, name))}
      >
        <CloseOutlined aria-hidden />
      </button>
    </span>
  );
}

function AddFilter({
  offered,
  filters,
  names,
  onChange,
}: FilterBarProps & { readonly offered: readonly FilterName[] }) {
  const { t } = useTranslation('orders');
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<FilterName | null>(null);
  const open = (is: boolean): void => {
    setOpen(is);
    if (is) setChosen(null);
  };
  if (offered.length === 0) return null;
  return (
    <Popover
      open={isOpen}
      onOpenChange={open}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      getPopupContainer={contentOf}
      destroyOnHidden
      classNames={{ root: 'filter-popover' }}
      content={
        chosen === null ? (
          <ul className="filter-options" aria-label={t('filters.label')}>
            {offered.map((name) => (
              <li key={name}>
                <button type="button" onClick={() => setChosen(name)}>
                  {t(`filters.names.${name}`)}
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <>
            <button type="button" className="filter-back" onClick={() => setChosen(null)}>
              <LeftOutlined aria-hidden /> {t(`filters.names.${chosen}`)}
            </button>
            <FilterEditor
              name={chosen}
              value={undefined}
              names={names}
              onChange={(value) => {
                setOpen(false);
                onChange(withFilter(filters, chosen, value));
              }}
            />
          </>
        )
      }
    >
      <button type="button" className="filter-add">
        <PlusOutlined aria-hidden /> {t('filters.add')}
      </button>
    </Popover>
  );
}

/** The filters on a phone: all of them in a drawer. */
export function FilterDrawer({ filters, names, onChange }: FilterBarProps) {
  const { t, i18n } = useTranslation(['orders', 'common']);
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<FilterName | null>(null);
  const all = useFilterNames();
  const count = namesSet(filters, FILTER_NAMES).length;
  return (
    <>
      <Badge count={count} size="small" color="var(--accent)">
        <Button
          icon={<FilterOutlined />}
          aria-label={t('orders:filters.label')}
          onClick={() => {
            setChosen(null);
            setOpen(true);
          }}
        />
      </Badge>
      <Drawer
        open={isOpen}
        onClose={() => setOpen(false)}
        placement="bottom"
        size="82%"
        destroyOnHidden
        classNames={{ body: 'filter-drawer' }}
        title={
          chosen === null ? (
            t('orders:filters.label')
          ) : (
            <button type="button" className="filter-back" onClick={() => setChosen(null)}>
              <LeftOutlined aria-hidden /> {t(`orders:filters.names.${chosen}`)}
            </button>
          )
        }
        footer={
          <div className="filter-drawer-foot">
            <Button disabled={count === 0} onClick={() => onChange({})}>
              {t('orders:filters.clear')}
            </Button>
            <Button type="primary" onClick={() => setOpen(false)}>
              {t('orders:filters.apply')}
            </Button>
          </div>
        }
      >
        {chosen === null ? (
          <ul className="filter-options">
            {all.map((name) => {
              const value = filters[name];
              return (
                <li key={name}>
                  <button type="button" onClick={() => setChosen(name)}>
                    <span>{t(`orders:filters.names.${name}`)}</span>
                    <span className={value === undefined ? 'quiet' : 'filter-drawer-value'}>
                      {value === undefined
                        ? t('common:all')
                        : filterValueText(name, value, { t, names, language: i18n.language })}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        ) : (
          <FilterEditor
            name={chosen}
            value={filters[chosen]}
            names={names}
            onChange={(value) => {
              onChange(withFilter(filters, chosen, value));
              setChosen(null);
            }}
          />
        )}
      </Drawer>
    </>
  );
}
