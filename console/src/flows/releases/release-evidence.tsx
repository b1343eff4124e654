import { useTranslation } from 'react-i18next';
import type { FlowReleaseView } from '../../client/contract.generated.d.ts';
import { formatQuantity, formatShare } from '../../ui/format.ts';
import { useReasonWords } from './use-reason-words.ts';

/** Beyond this a figure says no more. */
const FACTOR_MAX = 1_000_000;

/** Why a release stays where it is, or ended: sentences with their figures. */
export function ReleaseReasons({ release }: { readonly release: FlowReleaseView }) {
  const { t } = useTranslation('flows');
  const reasonWords = useReasonWords();
  if (release.reasons.length === 0) return null;
  return (
    <div className={`release-reasons release-reasons-${release.state}`}>
      <h3>{t(release.state === 'releasing' ? 'release.missing' : 'release.because')}</h3>
      <ul>
        {release.reasons.map((reason) => (
          <li key={`${reason.code} ${reason.metric ?? ''}`}>{reasonWords(reason)}</li>
        ))}
      </ul>
    </div>
  );
}

/** How orders of the new version fare beside the others, metric by metric, and what would have to happen. */
export function ReleaseEvidence({ release }: { readonly release: FlowReleaseView }) {
  const { t, i18n } = useTranslation('flows');
  const { evidence, state } = release;
  if (evidence === null) return null;
  const whole = (value: number): string => formatQuantity(Math.round(value), i18n.language);
  const factor = (value: number): string => {
    if (value > FACTOR_MAX) return t('evidence.moreThan', { factor: whole(FACTOR_MAX) });
    return value >= 100 ? whole(value) : value.toFixed(2);
  };
  const counted = (count: number, orders: number): string =>
    t('evidence.counted', {
      counted: whole(count),
      orders: whole(orders),
      share: orders === 0 ? t('none_') : formatShare(count / orders, i18n.language),
    });
  const together = {
    factor: factor(evidence.evidence),
    needed: whole(evidence.evidenceNeeded),
  };
  return (
    <div className="release-evidence">
      <table>
        <caption>{t('evidence.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('evidence.metric')}</th>
            <th scope="col">{t('evidence.canary')}</th>
            <th scope="col">{t('evidence.control')}</th>
            <th scope="col">{t('evidence.against')}</th>
          </tr>
        </thead>
        <tbody className="numbers">
          {evidence.metrics.map((each) => (
            <tr key={each.metric}>
              <th scope="row">{t(`metric.${each.metric}`)}</th>
              <td>{counted(each.canaryCounted, each.canaryOrders)}</td>
              <td>{counted(each.controlCounted, each.controlOrders)}</td>
              <td>{each.isJudged ? factor(each.evidence) : t('evidence.notJudged')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">
        {t(state === 'releasing' ? 'evidence.needed' : 'evidence.neededAfter', together)}
      </p>
    </div>
  );
}
