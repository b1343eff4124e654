import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Moment } from '../ui/figures.tsx';
import { ReadingDrawer } from '../ui/reading-drawer.tsx';
import { useActorName, type AuditEntry } from './audit-entry.ts';
import { changedFields } from './changed-fields.ts';

/** One entry of the audit: every field that differs, before and after. */
export function AuditDrawer({
  entry,
  close,
}: {
  readonly entry: AuditEntry;
  readonly close: () => void;
}) {
  const { t } = useTranslation('audit');
  return (
    <ReadingDrawer onClose={close} title={t('drawer')}>
      <Content entry={entry} />
    </ReadingDrawer>
  );
}

function Content({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const actorOf = useActorName();
  const orderId = /^order\/(\d+)$/.exec(entry.subject)?.[1];
  const hasBefore = entry.before !== null;
  return (
    <div className="audit-detail">
      <dl className="audit-facts">
        <dt>{t('type')}</dt>
        <dd className="code">{entry.type}</dd>
        <dt>{t('actor')}</dt>
        <dd>{actorOf(entry.actor)}</dd>
        <dt>{t('subject')}</dt>
        <dd className="code">{entry.subject}</dd>
        <dt>{t('occurred')}</dt>
        <dd>
          <Moment at={entry.time} />
        </dd>
        <dt>{t('recorded')}</dt>
        <dd>
          <Moment at={entry.recordedtime} />
        </dd>
      </dl>
      {orderId !== undefined && (
        <Link to="/orders/$id" params={{ id: orderId }}>
          {t('openOrder')}
        </Link>
      )}
      {!hasBefore && <p className="quiet">{t('noBefore')}</p>}
      <div className="audit-changes">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              {hasBefore && <th scope="col">{t('before')}</th>}
              <th scope="col">{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {changedFields(hasBefore ? entry.before : {}, entry.data).map(
              ({ path, before, after }) => (
                <tr key={path}>
                  <th scope="row" className="code">
                    {path}
                  </th>
                  {hasBefore && <td className="code audit-before">{textOf(before)}</td>}
                  <td className="code">{textOf(after)}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}
