import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { ServerProblem } from './client/problem.ts';
import { startTexts } from './locales/i18n.ts';
import { createConsoleRouter } from './routes.tsx';
import './theme/global.css';
import { ThemeProvider } from './theme/theme.tsx';

/** What was read stays fresh until an event touches it; this only bounds how long a silent mistake lives. */
const STALE_MS = 30_000;

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      // The session has ended: what is shown now asks who is there, and the login page comes.
      if (error instanceof ServerProblem && error.status === 401) {
        queries.setQueryData(['me'], null);
        void router.invalidate();
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      // The server has said no, and would say it again; what did not arrive is tried twice more.
      retry: (count, error) => !(error instanceof ServerProblem && error.status < 500) && count < 2,
    },
  },
});
const router = createConsoleRouter(queries);

await startTexts();
const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has a #root');
createRoot(root).render(
  <QueryClientProvider client={queries}>
    <ThemeProvider>
      <RouterProvider router={router} />
    </ThemeProvider>
  </QueryClientProvider>,
);
