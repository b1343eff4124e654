import { readDraft, writeDraft } from './drafts.ts';

/** In which form a label is opened when it is there; `none`: by hand only. */
export const LABEL_FORMS = ['pdf', 'zpl', 'none'] as const;
export type LabelForm = (typeof LABEL_FORMS)[number];

/** What this machine prints with. */
export function labelForm(): LabelForm {
  return LABEL_FORMS.find((form) => form === readDraft('label-form')) ?? 'pdf';
}

export function chooseLabelForm(form: LabelForm): void {
  writeDraft('label-form', form);
}

/** Where the papers of a shipment lie. */
export function labelPath(shipment: string, document: string): string {
  return `/v1/fulfilment/shipments/${encodeURIComponent(shipment)}/${document}`;
}

/** Opens the label of a shipment where this machine prints it. */
export function openLabel(shipment: string): void {
  const form = labelForm();
  if (form !== 'none') globalThis.open(labelPath(shipment, `label.${form}`), 'linchpin-label');
}
