import type { ChannelView, PutChannel } from '../../client/contract.generated.d.ts';

/** A channel as its form holds it: everything named, the schema of custom fields as text. */
export type ChannelForm = Omit<ChannelView, 'customFieldsSchema'> & {
  readonly customFieldsText: string;
};

/** Of a channel that nobody has described yet. */
export const NEW_CHANNEL: ChannelForm = {
  code: '',
  name: '',
  names: {},
  currency: 'EUR',
  timeZone: 'UTC',
  paymentDeadlineMinutes: 30,
  backorder: 'allow',
  split: 'allow',
  promiseTargetDays: null,
  releaseAfterMinutes: 15,
  returnWindowDays: 30,
  payments: null,
  orderKinds: null,
  excludedLocations: [],
  customFieldsText: '',
};

/** What the server has, as the form holds it. */
export function channelFormOf({ customFieldsSchema, ...channel }: ChannelView): ChannelForm {
  return {
    ...channel,
    customFieldsText:
      customFieldsSchema === null ? '' : JSON.stringify(customFieldsSchema, null, 2),
  };
}

/** Whether a text is a JSON object, or empty. */
export function isSchemaText(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** What is sent: without what the form leaves to the defaults. Empty names are no names. */
export function putChannelOf(form: ChannelForm): PutChannel {
  const { code: _code, names, payments, orderKinds, customFieldsText, ...rest } = form;
  return {
    ...rest,
    names: Object.fromEntries(Object.entries(names).filter(([, name]) => name.trim() !== '')),
    ...(payments === null ? {} : { payments }),
    ...(orderKinds === null ? {} : { orderKinds }),
    customFieldsSchema:
      customFieldsText.trim() === ''
        ? null
        : (JSON.parse(customFieldsText) as Record<string, unknown>),
  };
}
