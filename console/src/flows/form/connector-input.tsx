import { useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { useTranslation } from 'react-i18next';
import { connectorsQuery } from '../../settings/connectors/connector-queries.ts';
import { nameIn } from '../flow-names.ts';

/** The system outside that a step asks: one of those that are set up, by its code. */
export function ConnectorInput({
  id,
  value,
  disabled,
  status,
  onChange,
}: {
  readonly id: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly status?: 'error';
  readonly onChange: (value: string) => void;
}) {
  const { i18n } = useTranslation();
  const { data } = useQuery({ ...connectorsQuery, refetchInterval: false });
  return (
    <AutoComplete
      id={id}
      value={value}
      disabled={disabled}
      {...(status === undefined ? {} : { status })}
      options={(data?.items ?? []).map(({ code, names }) => ({
        value: code,
        label: `${nameIn(i18n.language, names)} · ${code}`,
      }))}
      onChange={onChange}
    />
  );
}
