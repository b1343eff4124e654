import { Button } from 'antd';
import { QuestionCircleOutlined } from '@ant-design/icons';
import {
  createContext,
  lazy,
  Suspense,
  useContext,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import '../choices/choices.css';
import type { Order } from '../client/contract.generated.d.ts';

/** What somebody asks about: a sourcing (of an event, or the last one), another choice, or a trace. */
export type Question =
  | { readonly about: 'sourcing'; readonly event?: string }
  | { readonly about: 'choice'; readonly sequence: string }
  | { readonly about: 'trace'; readonly traceId: string };

const AskContext = createContext<(question: Question) => void>(() => undefined);

const WhyDrawer = lazy(async () => ({ default: (await import('./why-drawer.tsx')).WhyDrawer }));
const TraceDrawer = lazy(async () => ({
  default: (await import('../ui/trace-drawer.tsx')).TraceDrawer,
}));

/** Opens the drawers with answers for everything below. */
export function WhyProvider({
  order,
  children,
}: {
  readonly order: Order;
  readonly children: ReactNode;
}) {
  const [question, ask] = useState<Question | null>(null);
  const close = useMemo(() => () => ask(null), []);
  return (
    <AskContext value={ask}>
      {children}
      <Suspense>
        {(question?.about === 'sourcing' || question?.about === 'choice') && (
          <WhyDrawer order={order} question={question} onClose={close} />
        )}
        {question?.about === 'trace' && <TraceDrawer traceId={question.traceId} onClose={close} />}
      </Suspense>
    </AskContext>
  );
}

/** Opens the answer to a question. */
export function useAsk(): (question: Question) => void {
  return useContext(AskContext);
}

/** Why? beside an automatic choice. */
export function WhyButton({
  question,
  what,
}: {
  readonly question: Question;
  readonly what: string;
}) {
  const { t } = useTranslation('order');
  const ask = useAsk();
  return (
    <Button
      type="text"
      size="small"
      className="why-button"
      icon={<QuestionCircleOutlined />}
      aria-label={t('whyLabel', { what })}
      onClick={() => ask(question)}
    >
      {t('why')}
    </Button>
  );
}
