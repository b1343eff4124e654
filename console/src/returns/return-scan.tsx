import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { ListedReturn } from '../client/contract.generated.d.ts';
import { readScan } from '../fulfilment/floor/scan.ts';
import { Scanner } from '../fulfilment/floor/scanner.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { bestOf } from './best-return.ts';
import { returnIdIn } from './returns-address.ts';
import { useReturnsAddress } from './use-returns-address.ts';

const FOUND_MAX = 20;

/** Leads to the return that a number in somebody's hand belongs to: its own, its parcel's, its order's. */
export function useFindReturn() {
  const { t } = useTranslation('returns');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [, show] = useReturnsAddress();
  return useMutation({
    mutationFn: async (raw: string): Promise<{ text: string; found: readonly ListedReturn[] }> => {
      const scan = readScan(raw);
      const text = returnIdIn(scan.text) ?? scan.sscc ?? scan.text;
      const query = { search: text, limit: FOUND_MAX };
      const { items } = await answerOf(client.GET('/v1/returns', { params: { query } }));
      return { text, found: items };
    },
    onSuccess: ({ text, found }) => {
      const best = bestOf(found);
      if (best !== null) void navigate({ to: '/returns/$id', params: { id: best.id } });
      else {
        show({ search: text, stage: undefined, state: undefined });
        void message.info(
          found.length === 0 ? t('scan.none', { text }) : t('scan.several', { text }),
        );
      }
    },
  });
}

/** Where the receiving desk scans what it has in hand. */
export function ReturnScan() {
  const { t } = useTranslation('returns');
  const { mutate, error } = useFindReturn();
  return (
    <div className="returns-scan">
      <Scanner label={t('scan.label')} onScan={({ text }) => mutate(text)} />
      {error !== null && <ProblemNotice problem={error} />}
    </div>
  );
}
