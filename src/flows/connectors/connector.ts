import type { CommandHandler, FactSource, RecordFacts, UnitOfWork } from '../../hub/index.ts';
import { instantToText, type Instant } from '../../kernel/clock.ts';
import { MAIL_CONNECTOR } from './mail-effect.ts';
import { refuseUrl } from '../../modules/notices/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { ConnectorSettings, PutConnector } from '../../../contracts/flow-effects.ts';
import { callerOf, type FromCaller } from '../releases/four-eyes.ts';

/** A system outside that flows may ask for something. */
export interface Connector {
  readonly code: string;
  readonly names: Readonly<Record<string, string>>;
  readonly url: string;
  /** The name of the environment variable that holds its secret; null: it wants none. */
  readonly secretVariable: string | null;
  readonly secretHeader: string;
  readonly repeat: PutConnector['repeat'];
  /** Where a queryable one says what became of a key. */
  readonly queryPath: string | null;
  readonly ratePerMinute: number | null;
  readonly timeoutMs: number;
  /** Failures in a row after which nothing is sent for a while. */
  readonly failuresMax: number;
  readonly pauseSeconds: number;
  readonly isRemoved: boolean;
  readonly changedAt: Instant;
  readonly changedBy: string;
  readonly version: number;
}

type ConnectorSource = FactSource<RecordFacts<Connector>>;

/** Where connectors may lead. */
export interface ConnectorRules {
  /** True where systems in our own network may be called. */
  readonly mayBePrivate: boolean;
}

export const BEARER_HEADER = 'Authorization';
const DEFAULTS = { timeoutMs: 10_000, failuresMax: 5, pauseSeconds: 60 } as const;

/** What flows were approved by: whither, and with which secret. */
const APPROVED_BY = ['url', 'queryPath', 'secretVariable', 'secretHeader'] as const;

/**
 * put_flow_connector: sets a connector up, or changes it. What was asked for through it goes on by the new settings.
 * Where one leads that flows may have been approved by is changed by technical administrators only, also once it was
 * removed: nobody else sends orders elsewhere after a second person has looked.
 */
export function putConnectorHandler(
  connectors: ConnectorSource,
  rules: ConnectorRules,
): CommandHandler<PutConnector & { readonly code: string } & FromCaller> {
  return {
    kind: 'put_flow_connector',
    need: ({ body }, unit) => unit.facts(connectors).need(body.code),
    decide(command, unit) {
      const { receivedAt, actor } = command;
      const { caller: _caller, ...body } = command.body;
      const { code, url, repeat, queryPath = null } = body;
      if (code === MAIL_CONNECTOR) {
        return refuse('invalid_settings', 'The mail server of Linchpin has this code.', {
          field: 'code',
        });
      }
      const wrong = refuseUrl(url, rules.mayBePrivate);
      if (wrong !== null) {
        return refuse('invalid_settings', `Nothing can be sent there: ${wrong}.`, {
          field: 'url',
          url,
        });
      }
      if ((repeat === 'queryable') !== (queryPath !== null)) {
        return refuse(
          'invalid_settings',
          'A queryable connector, and no other, says by which path it is asked.',
          { field: 'queryPath' },
        );
      }
      const facts = unit.facts(connectors);
      const before = facts.find(code);
      const connector: Connector = {
        ...DEFAULTS,
        ...body,
        secretHeader: body.secretHeader ?? BEARER_HEADER,
        queryPath,
        ratePerMinute: body.ratePerMinute ?? null,
        isRemoved: false,
        changedAt: receivedAt,
        changedBy: actor,
        version: before?.version ?? 1,
      };
      const moved = APPROVED_BY.find(
        (name) => before !== undefined && before[name] !== connector[name],
      );
      if (moved !== undefined && !callerOf(command).mayAdminister) {
        return refuse(
          'forbidden',
          `Where ${code} leads was looked at as flows were approved: a technical administrator changes it.`,
          { scope: 'flows:administer', field: moved },
        );
      }
      if (before === undefined) facts.add(connector);
      const kept = before === undefined ? connector : facts.change(connector);
      const data = JSON.stringify(viewConnector(kept));
      unit.emit({
        type: 'flow_connector.put',
        subject: `flow_connector/${code}`,
        occurredAt: receivedAt,
        data,
      });
      return { kind: 'accepted', status: 200, body: data };
    },
  };
}

/**
 * remove_flow_connector: nothing is sent through it any more. What was sent and not answered becomes unsure. Refused
 * while flows that orders enter go through it; `flowsThrough` names them.
 */
export function removeConnectorHandler(
  connectors: ConnectorSource,
  flowsThrough: (code: string, unit: UnitOfWork) => readonly string[],
): CommandHandler<{ readonly code: string }> {
  return {
    kind: 'remove_flow_connector',
    need: ({ body }, unit) => unit.facts(connectors).need(body.code),
    decide({ body: { code }, receivedAt, actor }, unit) {
      const facts = unit.facts(connectors);
      const before = facts.find(code);
      if (before === undefined || before.isRemoved) {
        return refuse('not_found', `There is no connector ${code}.`, { connector: code });
      }
      const flows = flowsThrough(code, unit);
      if (flows.length > 0) {
        return refuse('connector_in_use', `Orders go through ${code} in ${flows.join(', ')}.`, {
          connector: code,
          flows,
        });
      }
      const removed = { ...before, isRemoved: true, changedAt: receivedAt, changedBy: actor };
      const data = JSON.stringify(viewConnector(facts.change(removed)));
      unit.emit({
        type: 'flow_connector.removed',
        subject: `flow_connector/${code}`,
        occurredAt: receivedAt,
        data,
      });
      return { kind: 'accepted', status: 200, body: data };
    },
  };
}

/** A connector as it is shown: the name of its secret, never the secret. */
export function viewConnector({
  isRemoved: _isRemoved,
  changedAt,
  names,
  ...rest
}: Connector): ConnectorSettings {
  return { ...rest, names: { ...names }, changedAt: instantToText(changedAt) };
}
