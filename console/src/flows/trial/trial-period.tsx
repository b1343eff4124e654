import { ExperimentOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Editor } from '../editor/use-editor.ts';

const DAY_MS = 86_400_000;
const DAYS = [1, 7, 30, 90];
const FIRST = 1_000;

/** What is to be tried: of which time, and how much of it at most. */
export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly most: number;
}

/** Asks of which time a drawing is to be tried, and begins. */
export function TrialPeriod({
  editor,
  what,
  max,
  isPending,
  onAsk,
}: {
  readonly editor: Editor;
  readonly what: string;
  readonly max: number;
  readonly isPending: boolean;
  readonly onAsk: (asked: Asked) => void;
}) {
  const { t } = useTranslation('flows');
  const id = useId();
  const [days, setDays] = useState(7);
  const [most, setMost] = useState(FIRST);
  const isSound = editor.problems.length === 0;
  return (
    <>
      <div className="trial-ask">
        <label htmlFor={`${id}-days`}>{what}</label>
        <Select
          id={`${id}-days`}
          value={days}
          options={DAYS.map((value) => ({ value, label: t('trial.days', { count: value }) }))}
          onChange={setDays}
        />
        <label htmlFor={`${id}-most`}>{t('trial.orders')}</label>
        <InputNumber
          id={`${id}-most`}
          value={most}
          min={1}
          max={max}
          precision={0}
          onChange={(next) => setMost(next ?? FIRST)}
        />
        <Button
          type="primary"
          icon={<ExperimentOutlined />}
          loading={isPending}
          disabled={!isSound}
          onClick={() => {
            const now = Date.now();
            const from = new Date(now - days * DAY_MS).toISOString();
            onAsk({ from, to: new Date(now).toISOString(), most });
          }}
        >
          {t('trial.begin')}
        </Button>
      </div>
      {!isSound && <p className="run-waits">{t('trial.notSound')}</p>}
    </>
  );
}
