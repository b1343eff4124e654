import { queryOptions } from '@tanstack/react-query';
import { answerOf, client } from '../client/client.ts';

/** What holds for shipping everywhere, and the contracts with carriers. */
export const companyQuery = queryOptions({
  queryKey: ['shipping', 'company'],
  queryFn: ({ signal }) => answerOf(client.GET('/v1/fulfilment/company', { signal })),
});
