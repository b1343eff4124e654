import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { SkuPicker } from './pickers.tsx';

/** A line as a form holds it. */
export interface LineValues {
  readonly sku: string;
  readonly quantity: number;
}

/** SKUs and how many of each, in a form under the name `lines`. */
export function LinesField() {
  const { t } = useTranslation('inventory');
  return (
    <Form.List name="lines">
      {(fields, { add, remove }) => (
        <fieldset className="lines-field">
          <legend>{t('lines')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="lines-field-line">
              <Form.Item
                name={[name, 'sku']}
                rules={[{ required: true, message: t('needed.sku') }]}
              >
                <SkuPicker label={t('sku')} />
              </Form.Item>
              <Form.Item
                name={[name, 'quantity']}
                rules={[{ required: true, message: t('needed.quantity') }]}
              >
                <InputNumber
                  min={1}
                  max={1_000_000}
                  precision={0}
                  aria-label={t('quantity')}
                  placeholder={t('quantity')}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('removeLine')}
                disabled={fields.length === 1}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({})}>
            {t('addLine')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
