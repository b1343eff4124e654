import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuiet } from '../flows/flow-queries.ts';
import { useTaskCandidates } from './task-queries.ts';

const SEARCH_QUIET_MS = 150;

/** Whom a task is given to: one of those who may take it, found by name or login. */
export function CandidateField({
  id,
  taskId,
  value,
  onChange,
}: {
  readonly id: string;
  readonly taskId: string;
  /** Their login; null: nobody is chosen. */
  readonly value: string | null;
  readonly onChange: (login: string) => void;
}) {
  const { t } = useTranslation('tasks');
  const [search, setSearch] = useState('');
  const people = useTaskCandidates(taskId, useQuiet(search.trim(), SEARCH_QUIET_MS));
  return (
    <Select
      id={id}
      className="task-candidate"
      // The server looks for it, among more people than are shown.
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={people === undefined}
      value={value}
      placeholder={t('delegateChoose')}
      notFoundContent={people === undefined ? null : t('delegateNobody')}
      options={(people ?? []).map(({ login, name }) => ({
        value: login,
        label: name === login ? login : `${name} · ${login}`,
      }))}
      onChange={onChange}
    />
  );
}
