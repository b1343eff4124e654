import { ArrowLeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrafts } from './form/drafts.ts';
import './item-list.css';
import type { SectionId } from './settings-sections.ts';

/** One of the things that a section keeps, as its list shows it. */
interface ListedItem {
  readonly code: string;
  readonly title: string;
  /** What there is to know before opening it. */
  readonly detail: ReactNode;
  readonly aside?: ReactNode;
}

/** The things that a section keeps; each opens under its own address. */
export function ItemList({
  section,
  label,
  items,
  footer,
}: {
  readonly section: SectionId;
  readonly label: string;
  readonly items: readonly ListedItem[];
  readonly footer?: ReactNode;
}) {
  const { t } = useTranslation('settings');
  const drafts = useDrafts();
  return (
    <div className="item-list-frame">
      <ul className="item-list" aria-label={label}>
        {items.map(({ code, title, detail, aside }) => (
          <li key={code}>
            <Link
              to="/settings/$section"
              params={{ section }}
              search={{ item: code }}
              className="item-link"
            >
              <span className="item-words">
                <span className="item-title">
                  {title}
                  {drafts.some(({ name }) => name.startsWith(`${section}/${code}`)) && (
                    <span className="settings-unsaved" title={t('unsaved.mark')}>
                      <span className="visually-hidden">{t('unsaved.mark')}</span>
                    </span>
                  )}
                </span>
                <span className="item-detail">{detail}</span>
              </span>
              {aside !== undefined && <span className="item-aside">{aside}</span>}
              <RightOutlined aria-hidden className="settings-arrow" />
            </Link>
          </li>
        ))}
      </ul>
      {footer}
    </div>
  );
}

/** Leads to the form for a new thing. */
export function NewItemButton({
  section,
  label,
}: {
  readonly section: SectionId;
  readonly label: string;
}) {
  return (
    <Link to="/settings/$section" params={{ section }} search={{ new: '1' }} tabIndex={-1}>
      <Button icon={<PlusOutlined />}>{label}</Button>
    </Link>
  );
}

/** Above one thing: its name, and the way back to all of them. */
export function ItemHeading({
  section,
  all,
  title,
  code,
  extra,
}: {
  readonly section: SectionId;
  readonly all: string;
  readonly title: string;
  readonly code?: string;
  readonly extra?: ReactNode;
}) {
  return (
    <div className="item-heading">
      <Link to="/settings/$section" params={{ section }} search={{}} className="settings-up">
        <ArrowLeftOutlined aria-hidden /> {all}
      </Link>
      <div className="item-heading-line">
        <h1>
          {title}
          {code !== undefined && <span className="item-code code">{code}</span>}
        </h1>
        {extra}
      </div>
    </div>
  );
}
