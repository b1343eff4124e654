import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import { nameIn } from './names.ts';

/** A SKU: what it is and its code. */
export function SkuCell({
  code,
  name,
  names,
}: {
  readonly code: string;
  readonly name: string;
  readonly names: Readonly<Record<string, string>>;
}) {
  const { i18n } = useTranslation();
  const shown = nameIn({ name, names }, i18n.language);
  return (
    <Link
      to="/inventory/$sku"
      params={{ sku: code }}
      className="sku-cell"
      title={`${shown} · ${code}`}
      onClick={(event) => event.stopPropagation()}
    >
      <span className="sku-cell-name">{shown}</span>
      <span className="sku-cell-code code">{code}</span>
    </Link>
  );
}

/** The same where only the code is known: the name is asked for once. */
export function SkuOfCode({ code }: { readonly code: string }) {
  const { data } = useQuery({
    queryKey: ['sku', code],
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      answerOf(client.GET('/v1/skus/{code}', { params: { path: { code } }, signal })),
  });
  return <SkuCell code={code} name={data?.name ?? code} names={data?.names ?? {}} />;
}
