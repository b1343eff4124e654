import { CloudUploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { ImportView } from '../../client/contract.generated.d.ts';
import { usePages } from '../../client/pages.ts';
import { useMay } from '../../client/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from '../../ui/figures.tsx';
import { formatQuantity } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { ImportDrawer } from './import-drawer.tsx';
import { IMPORT_MOODS, ImportName } from './import-name.tsx';
import { ImportSender } from './import-sender.tsx';
import { Rows, RowWords } from './rows.tsx';

const PAGE_ROWS = 25;
/** Imports are no events: while one runs the list is asked for often, else now and then. */
const RUNNING_EVERY_MS = 1_500;
const IDLE_EVERY_MS = 15_000;

/** Files that come in: orders of a shop, a catalogue, stock. */
export function ImportsSection() {
  const { t, i18n } = useTranslation('system');
  const may = useMay();
  const queries = useQueryClient();
  const [openedId, setOpenedId] = useState<string | null>(null);
  const pages = usePages<ImportView>(['imports'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/imports', {
        params: { query: { limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const isRunning = pages.rows.some(({ state }) => state === 'running');
  useEffect(() => {
    const timer = setInterval(
      () => void queries.invalidateQueries({ queryKey: ['imports'] }),
      isRunning ? RUNNING_EVERY_MS : IDLE_EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [queries, isRunning]);
  const opened = pages.rows.find(({ id }) => id === openedId) ?? null;
  return (
    <div className="system-stack">
      {may('partners:write') && <ImportSender open={setOpenedId} />}
      <Section title={t('imports.history')} isFlush>
        <Rows
          label={t('imports.history')}
          items={pages.rows}
          rowKey={({ id }) => id}
          isLoading={pages.isLoading}
          problem={pages.problem}
          retry={pages.retry}
          empty={
            <EmptyState
              icon={<CloudUploadOutlined />}
              title={t('imports.empty')}
              lead={t('imports.emptyLead')}
            />
          }
          more={
            pages.hasMore && (
              <div className="system-more">
                <Button loading={pages.isLoadingMore} onClick={pages.loadMore}>
                  {t('more')}
                </Button>
              </div>
            )
          }
        >
          {(each) => (
            <>
              <RowWords
                title={<ImportName map={each.map} />}
                onOpen={() => setOpenedId(each.id)}
                tags={
                  <>
                    <Tag mood={IMPORT_MOODS[each.state]}>{t(`imports.state.${each.state}`)}</Tag>
                    {each.rowsRejected > 0 && (
                      <Tag mood="warn">
                        {t('imports.rejected', {
                          count: each.rowsRejected,
                          shown: formatQuantity(each.rowsRejected, i18n.language),
                        })}
                      </Tag>
                    )}
                  </>
                }
              >
                <span>
                  {t('imports.read', {
                    count: each.rowsRead,
                    shown: formatQuantity(each.rowsRead, i18n.language),
                  })}
                </span>
                <span>{each.actor.split('/')[1] ?? each.actor}</span>
              </RowWords>
              <div className="system-row-end">
                <Moment at={each.startedAt} isRelative />
              </div>
            </>
          )}
        </Rows>
      </Section>
      {opened !== null && <ImportDrawer value={opened} close={() => setOpenedId(null)} />}
    </div>
  );
}
