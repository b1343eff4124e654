import { useTranslation } from 'react-i18next';
import type { Order } from '../client/contract.generated.d.ts';
import { ChoiceAnswer } from '../choices/choice-answer.tsx';
import { useChoiceWords } from '../choices/use-choice-words.ts';
import { ReadingDrawer } from '../ui/reading-drawer.tsx';
import { useChoices } from './order-queries.ts';
import { SourcingAnswer } from './sourcing-answer.tsx';
import type { Question } from './why-provider.tsx';
import './why-drawer.css';

/** The answer to Why? */
export function WhyDrawer({
  order,
  question,
  onClose,
}: {
  readonly order: Order;
  readonly question: Exclude<Question, { readonly about: 'trace' }>;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('order');
  const words = useChoiceWords();
  const { data } = useChoices(order.id);
  const choice =
    question.about === 'choice'
      ? data?.items.find(({ sequence }) => sequence === question.sequence)
      : undefined;
  const title =
    question.about === 'sourcing' ? t('drawer.sourcing') : words.kind(choice?.kind ?? '');
  return (
    <ReadingDrawer isWide title={title} onClose={onClose}>
      {question.about === 'sourcing' && (
        <SourcingAnswer
          order={order}
          {...(question.event === undefined ? {} : { event: question.event })}
        />
      )}
      {choice !== undefined && <ChoiceAnswer order={order} choice={choice} />}
      {question.about === 'choice' && data !== undefined && choice === undefined && (
        <p className="quiet">{t('drawer.empty')}</p>
      )}
    </ReadingDrawer>
  );
}
