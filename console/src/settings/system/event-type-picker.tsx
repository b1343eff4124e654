import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { Checkbox, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import './event-type-picker.css';
import { FAMILIES, isChosen, typesOf, withFamily, withType } from './event-choice.ts';
import { useEventWords } from './use-event-words.ts';

/** Chooses events by families, or one by one within them. */
export function EventTypePicker({
  value = [],
  onChange,
}: {
  readonly value?: readonly string[];
  readonly onChange?: (types: readonly string[]) => void;
}) {
  const { t } = useTranslation('system');
  const { familyName, eventName } = useEventWords();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const isAll = value.includes('*');
  const toggle = (family: string): void => {
    const next = new Set(open);
    if (!next.delete(family)) next.add(family);
    setOpen(next);
  };
  return (
    <div className="event-types">
      <label className="event-types-all">
        <Switch size="small" checked={isAll} onChange={(on) => onChange?.(on ? ['*'] : [])} />
        <span>
          {t('events.all')}
          <span className="system-hint"> {t('events.allHint')}</span>
        </span>
      </label>
      {!isAll && (
        <ul>
          {FAMILIES.map((family) => {
            const types = typesOf(family);
            const chosen = types.filter((type) => isChosen(value, type));
            const isOpen = open.has(family);
            return (
              <li key={family}>
                <div className="event-family">
                  <Checkbox
                    checked={chosen.length === types.length}
                    indeterminate={chosen.length > 0 && chosen.length < types.length}
                    onChange={({ target }) =>
                      onChange?.(withFamily(value, family, target.checked ? types : []))
                    }
                  >
                    {familyName(family)}
                  </Checkbox>
                  <button
                    type="button"
                    aria-expanded={isOpen}
                    aria-label={t('events.oneByOne', { name: familyName(family) })}
                    onClick={() => toggle(family)}
                  >
                    <span className="numbers">
                      {chosen.length}/{types.length}
                    </span>
                    {isOpen ? <DownOutlined /> : <RightOutlined />}
                  </button>
                </div>
                {isOpen && (
                  <div className="event-family-types">
                    {types.map((type) => (
                      <Checkbox
                        key={type}
                        checked={isChosen(value, type)}
                        onChange={({ target }) => onChange?.(withType(value, type, target.checked))}
                      >
                        {eventName(type)}
                        <span className="event-type-code code">{type}</span>
                      </Checkbox>
                    ))}
                  </div>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
