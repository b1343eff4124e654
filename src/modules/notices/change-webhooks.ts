import type { Command, CommandHandler, Outcome, UnitOfWork } from '../../hub/index.ts';
import { HOUR_MS, type Instant } from '../../kernel/clock.ts';
import { refuse, type Refusal } from '../../../contracts/errors.ts';
import type { ChangeWebhook, CreateWebhook } from '../../../contracts/webhooks.ts';
import { refuseUrl } from './guard-address.ts';
import { viewWebhook, webhookSource, type Webhook } from './webhook.ts';
import { deliveryJob } from './webhook-jobs.ts';

const GRACE_HOURS = 24;

interface OnWebhook {
  readonly id: string;
}

/** What decides about webhooks: whether they may lead into our own network. */
export interface WebhookRules {
  readonly mayBePrivate: boolean;
}

/** The commands that make and change webhooks. */
export function webhookHandlers(rules: WebhookRules): CommandHandler<never>[] {
  return [
    createWebhook(rules),
    changeWebhook(rules),
    rotateSecret,
    removeWebhook,
    testWebhook,
    pauseWebhook,
    resumeWebhook,
    disableWebhook,
  ] as CommandHandler<never>[];
}

const createWebhook = (
  rules: WebhookRules,
): CommandHandler<CreateWebhook & { readonly secret: string }> => ({
  kind: 'create_webhook',
  need() {},
  decide(command, unit) {
    const { url, types, channels, view, secret } = command.body;
    const wrong = refuseUrl(url, rules.mayBePrivate);
    if (wrong !== null) return refuseWebhookUrl(url, wrong);
    const webhook: Webhook = {
      id: unit.newEventId(),
      version: 1,
      url,
      types,
      channels: channels ?? null,
      view: view ?? null,
      secrets: [{ secret, expiresAt: null }],
      state: 'active',
      reason: null,
      resumeAt: null,
      createdAt: command.receivedAt,
      changedAt: command.receivedAt,
    };
    unit.facts(webhookSource).add(webhook);
    return tell(unit, command, 'webhook.created', webhook, 201);
  },
});

const changeWebhook = (rules: WebhookRules): CommandHandler<OnWebhook & ChangeWebhook> => ({
  kind: 'change_webhook',
  need: ({ body }, unit) => unit.facts(webhookSource).need(body.id),
  decide(command, unit) {
    const { id: _id, enabled, ...changes } = command.body;
    const before = find(unit, command.body.id);
    if ('code' in before) return before;
    const wrong = changes.url === undefined ? null : refuseUrl(changes.url, rules.mayBePrivate);
    if (wrong !== null) return refuseWebhookUrl(changes.url ?? '', wrong);
    const state =
      enabled === undefined
        ? {}
        : enabled
          ? ({ state: 'active', reason: null, resumeAt: null } as const)
          : ({ state: 'disabled', reason: `by ${command.actor}`, resumeAt: null } as const);
    return change(unit, command, 'webhook.changed', before, { ...changes, ...state });
  },
});

const rotateSecret: CommandHandler<
  OnWebhook & { readonly secret: string; readonly graceHours?: number }
> = {
  kind: 'rotate_webhook_secret',
  need: ({ body }, unit) => unit.facts(webhookSource).need(body.id),
  decide(command, unit) {
    const before = find(unit, command.body.id);
    if ('code' in before) return before;
    const { secret, graceHours = GRACE_HOURS } = command.body;
    const newest = before.secrets[0]?.secret ?? secret;
    const expiresAt = command.receivedAt + graceHours * HOUR_MS;
    return change(unit, command, 'webhook.secret_rotated', before, {
      secrets: [
        { secret, expiresAt: null },
        { secret: newest, expiresAt },
      ],
    });
  },
};

const removeWebhook: CommandHandler<OnWebhook> = {
  kind: 'remove_webhook',
  need: ({ body }, unit) => unit.facts(webhookSource).need(body.id),
  decide(command, unit) {
    const before = find(unit, command.body.id);
    if ('code' in before) return before;
    return change(unit, command, 'webhook.removed', before, { state: 'removed', secrets: [] });
  },
};

const testWebhook: CommandHandler<OnWebhook> = {
  kind: 'test_webhook',
  need: ({ body }, unit) => unit.facts(webhookSource).need(body.id),
  decide(command, unit) {
    const webhook = find(unit, command.body.id);
    if ('code' in webhook) return webhook;
    const eventId = unit.emit({
      type: 'webhook.tested',
      subject: `webhook/${webhook.id}`,
      occurredAt: command.receivedAt,
      data: JSON.stringify({ id: webhook.id }),
    });
    unit.addJob(
      deliveryJob(webhook.id, {
        eventId,
        test: { at: command.receivedAt, actor: command.actor, trace: command.trace },
      }),
    );
    const body = JSON.stringify({ id: webhook.id, eventId });
    return { kind: 'accepted', status: 202, body };
  },
};

/** The circuit of a webhook opens: what fails again and again is left alone for a while. */
const pauseWebhook: CommandHandler<
  OnWebhook & { readonly reason: string; readonly resumeAt: Instant }
> = {
  kind: 'pause_webhook',
  need: ({ body }, unit) => unit.facts(webhookSource).need(body.id),
  decide(command, unit) {
    const before = find(unit, command.body.id);
    if ('code' in before) return before;
    if (before.state === 'disabled') return refuseState(before);
    const { reason, resumeAt } = command.body;
    return change(unit, command, 'webhook.paused', before, { state: 'paused', reason, resumeAt });
  },
};

const resumeWebhook: CommandHandler<OnWebhook> = {
  kind: 'resume_webhook',
  need: ({ body }, unit) => unit.facts(webhookSource).need(body.id),
  decide(command, unit) {
    const before = find(unit, command.body.id);
    if ('code' in before) return before;
    if (before.state !== 'paused') return refuseState(before);
    const active = { state: 'active', reason: null, resumeAt: null } as const;
    return change(unit, command, 'webhook.resumed', before, active);
  },
};

const disableWebhook: CommandHandler<OnWebhook & { readonly reason: string }> = {
  kind: 'disable_webhook',
  need: ({ body }, unit) => unit.facts(webhookSource).need(body.id),
  decide(command, unit) {
    const before = find(unit, command.body.id);
    if ('code' in before) return before;
    const { reason } = command.body;
    const disabled = { state: 'disabled', reason, resumeAt: null } as const;
    return change(unit, command, 'webhook.disabled', before, disabled);
  },
};

function find(unit: UnitOfWork, id: string): Webhook | Refusal {
  const webhook = unit.facts(webhookSource).find(id);
  return webhook === undefined || webhook.state === 'removed'
    ? refuse('not_found', `There is no webhook ${id}.`, { id })
    : webhook;
}

function refuseState({ id, state }: Webhook): Refusal {
  return refuse('illegal_transition', `Webhook ${id} is ${state}.`, { id, state });
}

function refuseWebhookUrl(url: string, why: string): Refusal {
  return refuse('invalid_settings', `Events cannot be sent there: ${why}.`, { field: 'url', url });
}

function change(
  unit: UnitOfWork,
  command: Command,
  type: string,
  before: Webhook,
  changes: Partial<Webhook>,
): Outcome {
  const after = unit
    .facts(webhookSource)
    .change({ ...before, ...changes, changedAt: command.receivedAt });
  return tell(unit, command, type, after, 200);
}

function tell(
  unit: UnitOfWork,
  command: Command,
  type: string,
  webhook: Webhook,
  status: number,
): Outcome {
  // An event is seen by many; of the secrets it only says how many there are.
  const body = JSON.stringify(viewWebhook(webhook, command.receivedAt));
  unit.emit({
    type,
    subject: `webhook/${webhook.id}`,
    occurredAt: command.receivedAt,
    data: body,
  });
  return { kind: 'accepted', status, body };
}
