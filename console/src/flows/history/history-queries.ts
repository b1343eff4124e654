import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from '../../client/client.ts';
import { usePages } from '../../client/pages.ts';
import type { AuditEntry } from './audit-facts.ts';

const PAGE = 50;

/** Who changed what of a flow, newest first. */
export function useAuditOfFlow(flow: string) {
  return usePages<AuditEntry>(['flow', flow, 'audit'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/flow-audit', {
        params: { query: { flow, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
}

/** Whether the audit of all flows is as it was written; with the end of an earlier verdict, since then too. */
export function useAuditVerdict(known: string | null) {
  return useQuery({
    queryKey: ['flows', 'audit-verdict', known],
    queryFn: ({ signal }) =>
      answerOf(
        client.GET('/v1/flow-audit/verify', {
          params: { query: known === null ? {} : { known } },
          signal,
        }),
      ),
    placeholderData: (before) => before,
  });
}
