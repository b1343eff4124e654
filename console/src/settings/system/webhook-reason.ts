/** Why a webhook is paused or switched off, as the server writes it down, in parts that can be told in any language. */
export type WebhookReason =
  | { readonly kind: 'failures'; readonly count: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'by'; readonly who: string }
  | { readonly kind: 'other'; readonly text: string };

/** Takes apart what the server says. */
export function webhookReason(reason: string): WebhookReason {
  const failures = /^(\d+) failures in a row$/.exec(reason)?.[1];
  if (failures !== undefined) return { kind: 'failures', count: Number(failures) };
  if (reason.includes('answered 410')) return { kind: 'gone' };
  const who = /^by \w+\/(.+)$/.exec(reason)?.[1];
  return who === undefined ? { kind: 'other', text: reason } : { kind: 'by', who };
}
