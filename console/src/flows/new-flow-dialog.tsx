import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../client/client.ts';
import type { FlowDefinition, FlowSummary } from '../client/contract.generated.d.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import type { Drawing } from './drawing/drawing.ts';
import { TriggerField } from './editor/trigger-field.tsx';
import { useTemplates } from './flow-queries.ts';
import { blankDrawing, codeOf, drawingFrom } from './new-flow.ts';
import { useFlowWords } from './use-flow-words.ts';

/** What a flow begins with that begins with nothing. */
export const EMPTY_FLOW = '';

/** Begins a flow: from nothing, or from one that ships with Linchpin. `begun`: what is chosen at first. */
export function NewFlowDialog({
  flows,
  begun,
  onClose,
}: {
  readonly flows: readonly FlowSummary[];
  readonly begun: string;
  readonly onClose: () => void;
}) {
  const { t, i18n } = useTranslation('flows');
  const words = useFlowWords();
  const navigate = useNavigate();
  const templates = useTemplates();
  const id = useId();
  const [templateCode, setTemplateCode] = useState(begun);
  const [trigger, setTrigger] = useState<FlowDefinition['trigger']>({
    kind: 'event',
    event: 'order.placed',
  });
  const template = templates.find(({ code }) => code === templateCode);
  const [name, setName] = useState(template === undefined ? '' : words.flowName(template.names));
  const { mutate, isPending, error } = useMutation({
    mutationFn: (code: string) => {
      const { definition, layout } = drawingFor(code);
      return answerOf(
        client.PUT('/v1/flows/{code}', {
          params: { path: { code } },
          body: { definition, layout },
        }),
      );
    },
    onSuccess: (_answer, code) => {
      onClose();
      void navigate({ to: '/flows/$code', params: { code }, search: {} });
    },
  });
  const drawingFor = (code: string): Drawing => {
    const own = { [i18n.language]: name.trim() };
    if (template === undefined) return blankDrawing(code, own, trigger);
    return drawingFrom(template, code, { ...template.names, ...own }, i18n.language);
  };
  return (
    <Modal
      open
      title={t('new.title')}
      okText={t('new.create')}
      okButtonProps={{ disabled: name.trim() === '' }}
      confirmLoading={isPending}
      onCancel={onClose}
      onOk={() => mutate(codeOf(name, new Set(flows.map(({ code }) => code))))}
    >
      <div className="flow-form">
        {templates.length > 0 && (
          <div className="flow-field">
            <label htmlFor={`${id}-from`} className="flow-field-label">
              {t('new.from')}
            </label>
            <Select
              id={`${id}-from`}
              value={templateCode}
              options={[
                { value: EMPTY_FLOW, label: t('new.blank') },
                ...templates.map(({ code, names }) => ({
                  value: code,
                  label: words.flowName(names),
                })),
              ]}
              onChange={(code) => {
                setTemplateCode(code);
                const chosen = templates.find((each) => each.code === code);
                if (chosen !== undefined && name.trim() === '') {
                  setName(words.flowName(chosen.names));
                }
              }}
            />
            {template !== undefined && (
              <p className="flow-field-hint">{words.flowName(template.descriptions)}</p>
            )}
          </div>
        )}
        <div className="flow-field">
          <label htmlFor={`${id}-name`} className="flow-field-label">
            {t('new.name')}
          </label>
          <Input
            id={`${id}-name`}
            autoFocus
            value={name}
            maxLength={120}
            placeholder={t('new.namePlaceholder')}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        {template === undefined && <TriggerField trigger={trigger} onChange={setTrigger} />}
        {error !== null && <ProblemNotice problem={error} />}
      </div>
    </Modal>
  );
}
