import { PlusOutlined, TeamOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../client/client.ts';
import type { InvitedPerson, Person } from '../../client/contract.generated.d.ts';
import { usePages } from '../../client/pages.ts';
import { useMe } from '../../client/session.ts';
import { useNames } from '../../ui/use-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Section } from '../../ui/page.tsx';
import { Tag } from '../../ui/state-tag.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { RolesMatrix } from './roles-matrix.tsx';
import { Rows, RowWords } from './rows.tsx';
import { ShownOnce } from './shown-once.tsx';

type Role = Person['roles'][number];
const ROLES: readonly Role[] = ['admin', 'operations', 'agent', 'worker', 'supplier', 'customer'];
const PAGE_ROWS = 50;

/** Who works here, what each may do, and how one comes in. */
export function PeopleSection() {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  const [role, setRole] = useState<Role | undefined>();
  const [opened, setOpened] = useState<Person | 'new' | null>(null);
  const [invited, setInvited] = useState<InvitedPerson | null>(null);
  const pages = usePages<Person>(['people', 'list', role ?? 'all'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/people', {
        params: {
          query: {
            limit: PAGE_ROWS,
            ...(role === undefined ? {} : { role }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
        signal,
      }),
    ),
  );
  // What is open is what the list says of it now, also when somebody else changes it meanwhile.
  const person =
    opened === null || opened === 'new'
      ? null
      : (pages.rows.find(({ login }) => login === opened.login) ?? opened);
  return (
    <div className="system-stack">
      <div>
        <div className="system-bar">
          <Select<Role>
            allowClear
            aria-label={t('people.filter')}
            placeholder={t('people.everybody')}
            className="system-filter"
            value={role ?? null}
            onChange={(chosen) => setRole(chosen)}
            options={ROLES.map((value) => ({ value, label: common(`role.${value}`) }))}
          />
          <Button
            type="primary"
            className="system-bar-end"
            icon={<PlusOutlined />}
            onClick={() => setOpened('new')}
          >
            {t('people.add')}
          </Button>
        </div>
        <Section isFlush className="system-list">
          <Rows
            label={t('people.list')}
            items={pages.rows}
            rowKey={({ login }) => login}
            isLoading={pages.isLoading}
            problem={pages.problem}
            retry={pages.retry}
            empty={
              <EmptyState
                icon={<TeamOutlined />}
                title={t('people.empty')}
                lead={t('people.emptyLead')}
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
            {(each) => <PersonRow person={each} open={() => setOpened(each)} />}
          </Rows>
        </Section>
      </div>
      <RolesMatrix />
      {opened !== null && (
        <PersonDrawer
          key={person?.login ?? 'new'}
          person={person}
          close={() => setOpened(null)}
          onPassword={setInvited}
        />
      )}
      {invited !== null && (
        <ShownOnce
          title={t('people.onceTitle', { name: invited.name })}
          lead={t('people.onceLead', { login: invited.login })}
          secretLabel={t('people.oneTimePassword')}
          secret={invited.oneTimePassword}
          close={() => setInvited(null)}
        />
      )}
    </div>
  );
}

function PersonRow({ person, open }: { readonly person: Person; readonly open: () => void }) {
  const { t } = useTranslation('system');
  const { t: common } = useTranslation();
  const { actor } = useMe();
  const { locationName } = useNames();
  const isOff = person.disabledAt !== null;
  return (
    <>
      <span className="system-avatar" aria-hidden>
        {person.name.slice(0, 1).toUpperCase()}
      </span>
      <RowWords
        title={person.name}
        onOpen={open}
        tags={
          <>
            {person.roles.map((role) => (
              <Tag key={role} mood={isOff ? 'quiet' : role === 'admin' ? 'accent' : 'info'}>
                {common(`role.${role}`)}
              </Tag>
            ))}
            {isOff && <Tag mood="bad">{t('people.off')}</Tag>}
            {!isOff && person.mustChangePassword && (
              <Tag mood="quiet">{t('people.mustChangePassword')}</Tag>
            )}
          </>
        }
      >
        <span>
          {person.login}
          {actor === `person/${person.login}` && ` · ${t('people.you')}`}
        </span>
        {person.email !== null && <span>{person.email}</span>}
        {person.locations.length > 0 && (
          <span>{person.locations.map(locationName).join(t('comma'))}</span>
        )}
        {person.customerEmail !== null && (
          <span>{t('people.ordersOf', { email: person.customerEmail })}</span>
        )}
        {person.identity !== null && <span>{t('people.byProvider')}</span>}
      </RowWords>
      <div className="system-row-end system-row-optional">
        <Button size="small" onClick={open}>
          {t('edit')}
        </Button>
      </div>
    </>
  );
}
