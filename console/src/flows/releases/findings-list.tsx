import { CloseCircleFilled, WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Drawing } from '../drawing/drawing.ts';
import { stepOf } from '../drawing/drawing.ts';
import { useComponents } from '../flow-queries.ts';
import { useFlowWords } from '../use-flow-words.ts';
import { useRules, type Finding } from './release-queries.ts';
import './releases.css';

/** What the policy says of a drawing, each at its step and with how to mend it. */
export function FindingsList({
  findings,
  drawing,
  onChoose,
}: {
  readonly findings: readonly Finding[];
  readonly drawing: Drawing;
  /** Absent: one only reads. */
  readonly onChoose?: (node: string) => void;
}) {
  const { t, i18n } = useTranslation('flows');
  const words = useFlowWords();
  const components = useComponents();
  const rules = useRules();
  const language = i18n.language as 'en' | 'zh-CN';
  return (
    <ul className="findings">
      {findings.map((finding, index) => {
        const { rule, severity, message, mend, node } = finding;
        const step = node === undefined ? undefined : stepOf(drawing, node);
        const name =
          step === undefined
            ? t('flowPanel.title')
            : words.stepName(step, components.get(step.component));
        return (
          <li key={`${index} ${rule}`} className={`finding finding-${severity}`}>
            {severity === 'block' ? (
              <CloseCircleFilled aria-hidden />
            ) : (
              <WarningFilled aria-hidden />
            )}
            <div>
              <p>
                {onChoose !== undefined && node !== undefined ? (
                  <button type="button" className="finding-step" onClick={() => onChoose(node)}>
                    {name}
                  </button>
                ) : (
                  <b>{name}</b>
                )}{' '}
                {message[language]}
              </p>
              <p className="finding-mend">{mend[language]}</p>
              <p className="finding-rule">
                {t(`severity.${severity}`)} · {rules.get(rule)?.titles[language] ?? rule}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
