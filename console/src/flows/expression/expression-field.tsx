import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConditionBuilder } from './condition-builder.tsx';
import { ExpressionInput, type WantedType } from './expression-input.tsx';
import { readCondition } from './simple-condition.ts';

/** An expression: a condition is put together from choices where it is that simple, else written. */
export function ExpressionField(props: {
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly wanted?: WantedType | undefined;
  readonly isReadOnly?: boolean;
}) {
  const { t } = useTranslation('flows');
  const { value, wanted, isReadOnly = false } = props;
  const condition = value === '' ? EMPTY : readCondition(value);
  // Whoever writes goes on writing, also when it becomes simple or empty on the way.
  const [isWritten, setWritten] = useState(condition === null);
  const isBuilt = wanted === 'bool' && condition !== null && !isWritten && !isReadOnly;
  return (
    <div className="expression">
      {isBuilt ? (
        <ConditionBuilder
          label={props.label}
          condition={condition}
          text={value}
          onChange={props.onChange}
        />
      ) : (
        <ExpressionInput {...props} />
      )}
      {wanted === 'bool' && condition !== null && !isReadOnly && (
        <Button
          type="link"
          size="small"
          className="expression-way"
          onClick={() => setWritten(!isWritten)}
        >
          {isBuilt ? t('expression.asText') : t('expression.asChoices')}
        </Button>
      )}
    </div>
  );
}

const EMPTY = { join: '&&', comparisons: [] } as const;
