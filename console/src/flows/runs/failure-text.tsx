import { useTranslation } from 'react-i18next';
import { sayMessage } from '../../../../contracts/expression-messages.ts';
import type { FlowRun } from '../../client/contract.generated.d.ts';
import { piecesOf } from '../expression/marks.ts';
import '../expression/expression.css';
import './runs.css';
import { saySentence } from '../server-sentences.ts';

type Failure = FlowRun['failures'][number];

/** Why a step failed, in the reader's words, with what has no value underlined in its expression. */
export function FailureText({
  failure,
}: {
  readonly failure: Pick<Failure, 'message' | 'reason'>;
}) {
  const { t, i18n } = useTranslation('flows');
  const { message, reason } = failure;
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  const said = reason === undefined ? null : sayMessage(language, reason);
  // What was told without a code: by systems outside, by programs, and by runs of before there were codes.
  if (reason === undefined || said === null) return <>{saySentence(i18n.language, message)}</>;
  const { text, start, end, column, row, field } = reason;
  const span = start === undefined || end === undefined ? [] : [{ start, end }];
  return (
    <>
      {field !== undefined && <>{t('run.ofField', { name: field })} </>}
      {column !== undefined &&
        (row === undefined ? (
          <>{t('run.ofColumn', { name: column })} </>
        ) : (
          <>{t('run.ofCell', { name: column, row })} </>
        ))}
      {text !== undefined && (
        <>
          <code className="code">
            {piecesOf(text, span).map((piece, index) => (
              <span
                key={`${index} ${piece.text}`}
                className={piece.isWrong ? 'expression-wrong' : ''}
              >
                {piece.text}
              </span>
            ))}
          </code>
          {t('run.because')}
        </>
      )}
      {said}
    </>
  );
}
