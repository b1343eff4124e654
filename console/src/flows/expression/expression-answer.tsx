import { CheckCircleFilled, CloseCircleFilled, MinusCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TriedExpression } from '../../client/contract.generated.d.ts';
import { formatDuration, formatInstant, formatMoney } from '../../ui/format.ts';
import { useTryState } from './try-context.ts';
import { sayExpression } from './problem-words.ts';

/** What an expression comes to: what is wrong with it, or its value for the order that it is tried on. */
export function ExpressionAnswer({
  tried,
  onMend,
  isReadOnly,
}: {
  readonly tried: TriedExpression;
  readonly onMend: (start: number, end: number, text: string) => void;
  readonly isReadOnly: boolean;
}) {
  const { t, i18n } = useTranslation('flows');
  const { orderId } = useTryState();
  const { problems, failure, type } = tried;
  if (problems.length > 0) {
    return (
      <ul className="expression-problems" aria-live="polite">
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.start}`}>
            <CloseCircleFilled aria-hidden />
            <span>{sayExpression(i18n.language, problem)}</span>
            {problem.suggestion !== undefined && !isReadOnly && (
              <Button
                size="small"
                type="link"
                onClick={() => onMend(problem.start, problem.end, problem.suggestion ?? '')}
              >
                {t('expression.write', { text: problem.suggestion })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    );
  }
  if (failure !== null) {
    return (
      <p className="expression-answer expression-answer-none" aria-live="polite">
        <MinusCircleFilled aria-hidden />
        <span>
          {t('expression.noValue', { order: orderId })} {sayExpression(i18n.language, failure)}
        </span>
      </p>
    );
  }
  if (tried.evaluated === undefined || type === null) return null;
  return (
    <p className="expression-answer" aria-live="polite">
      <CheckCircleFilled aria-hidden />
      <span>
        {t('expression.onOrder', { order: orderId })}{' '}
        <b>{valueText(tried.evaluated, type, i18n.language, t('yes'), t('no'))}</b>
      </span>
    </p>
  );
}

/** A value as people read it. */
function valueText(
  value: unknown,
  type: string,
  language: string,
  yes: string,
  no: string,
): string {
  if (typeof value === 'boolean') return value ? yes : no;
  if (type === 'timestamp' && typeof value === 'number') {
    return formatInstant(new Date(value).toISOString(), language, { isExact: false });
  }
  if (type === 'duration' && typeof value === 'number') return formatDuration(value, language);
  if (type === 'money' && isMoney(value)) {
    return formatMoney(value.minor, value.currency, language);
  }
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}

function isMoney(value: unknown): value is { readonly minor: number; readonly currency: string } {
  return typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value;
}
