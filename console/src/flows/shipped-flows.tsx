import { useTranslation } from 'react-i18next';
import { useTemplates } from './flow-queries.ts';
import { useFlowWords } from './use-flow-words.ts';

/** The flows that ship with Linchpin, to begin with one of them. */
export function ShippedFlows({ onChoose }: { readonly onChoose: (code: string) => void }) {
  const { t } = useTranslation('flows');
  const words = useFlowWords();
  const templates = useTemplates();
  if (templates.length === 0) return null;
  return (
    <section className="shipped-flows">
      <h2 className="shipped-flows-title">{t('shipped')}</h2>
      <ul className="shipped-flows-list">
        {templates.map(({ code, names, descriptions, definition: { trigger } }) => (
          <li key={code}>
            <button type="button" className="shipped-flow" onClick={() => onChoose(code)}>
              <span className="flow-card-name">{words.flowName(names)}</span>
              <span className="flow-card-trigger">{words.trigger(trigger)}</span>
              <span className="shipped-flow-description">{words.flowName(descriptions)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
