import { InboxOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Modal, Segmented, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { randomId } from '../client/random-id.ts';
import { ServerProblem, UnreachableServer } from '../client/problem.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';

/** What the last line of an import's answer says. */
interface Imported {
  readonly state: string;
  readonly rowsRead?: number;
  readonly rowsRejected?: number;
}

/** Brings in a file of stock: what has come in, or what was counted. */
export function ImportDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('inventory');
  const { message } = App.useApp();
  const [map, setMap] = useState<'stock-receipts' | 'stock-counts'>('stock-receipts');
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: (file: File) => sendFile(file, map),
    onSuccess: ({ state, rowsRejected = 0 }) => {
      if (state !== 'done' || rowsRejected > 0) return;
      void message.success(t('import.said'));
      close();
    },
  });
  return (
    <Modal open title={t('import.title')} footer={null} onCancel={close}>
      <p className="inventory-dialog-lead">{t('import.lead')}</p>
      <Segmented
        block
        value={map}
        onChange={setMap}
        options={[
          { value: 'stock-receipts', label: t('import.receipts') },
          { value: 'stock-counts', label: t('import.counts') },
        ]}
      />
      <p className="inventory-hint">
        <span className="code">
          {map === 'stock-receipts'
            ? 'Location, SKU, Reference, Quantity'
            : 'Location, SKU, Counted'}
        </span>
      </p>
      <Upload.Dragger
        accept=".csv,.txt,.gz"
        showUploadList={false}
        disabled={isPending}
        beforeUpload={(file) => {
          mutate(file);
          return false;
        }}
      >
        <p className="inventory-drop-icon">
          <InboxOutlined />
        </p>
        <p>{isPending ? t('import.running') : t('import.drop')}</p>
      </Upload.Dragger>
      {data !== undefined && (data.state !== 'done' || (data.rowsRejected ?? 0) > 0) && (
        <Alert
          className="inventory-notice"
          type="warning"
          showIcon
          title={t('import.rejected', { count: data.rowsRejected ?? 0, read: data.rowsRead ?? 0 })}
        />
      )}
      {error !== null && <ProblemNotice problem={error} />}
    </Modal>
  );
}

/** The answer comes line by line while the file is taken in; the last line says how it ended. */
async function sendFile(file: File, map: string): Promise<Imported> {
  let response: Response;
  try {
    response = await fetch(`/v1/imports?map=${map}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'idempotency-key': randomId() },
      body: file,
    });
  } catch {
    throw new UnreachableServer();
  }
  const text = await response.text();
  if (!response.ok) {
    let body: unknown = null;
    try {
      body = JSON.parse(text);
    } catch {
      // Not from the hub but from something in between: the status says what there is to say.
    }
    throw new ServerProblem(body, response);
  }
  const last = text.trim().split('\n').at(-1) ?? '{}';
  return (JSON.parse(last) as { readonly import: Imported }).import;
}
