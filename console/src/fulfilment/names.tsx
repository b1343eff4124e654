import { useQuery } from '@tanstack/react-query';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { skuQuery, useLocationOf } from './fulfilment-queries.ts';

interface Named {
  readonly name: string;
  readonly names?: Readonly<Record<string, string>>;
}

/** The name of something in the reader's language, as far as it has one. */
export function nameIn(language: string, { name, names }: Named): string {
  return names?.[language] ?? name;
}

/** What a SKU is called; its code until that is known. */
export function SkuName({ code }: { readonly code: string }) {
  const { i18n } = useTranslation();
  const { data } = useQuery(skuQuery(code));
  return <>{data === undefined || data === null ? code : nameIn(i18n.language, data)}</>;
}

/** What a location is called, with its code behind the pointer. */
export function LocationName({ code }: { readonly code: string }) {
  const { i18n } = useTranslation();
  const location = useLocationOf(code);
  return (
    <Tooltip title={code}>
      <span>{location === undefined ? code : nameIn(i18n.language, location)}</span>
    </Tooltip>
  );
}
