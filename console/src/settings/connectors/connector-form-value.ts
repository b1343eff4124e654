import type { ConnectorView, PutConnector } from '../../client/contract.generated.d.ts';

/** A connector as its form holds it: everything named, times in seconds as people say them. */
export interface ConnectorForm {
  readonly code: string;
  readonly names: Readonly<Record<string, string>>;
  readonly url: string;
  readonly secretVariable: string | null;
  readonly secretHeader: string;
  readonly repeat: PutConnector['repeat'];
  /** Kept while another kind is chosen; sent for a queryable one only. */
  readonly queryPath: string;
  readonly ratePerMinute: number | null;
  readonly timeoutMs: number;
  readonly failuresMax: number;
  readonly pauseSeconds: number;
}

export const SECRET_PREFIX = 'LINCHPIN_SECRET_';
const BEARER_HEADER = 'Authorization';

/** Of a connector that nobody has described yet: nothing is ever sent twice. */
export const NEW_CONNECTOR: ConnectorForm = {
  code: '',
  names: {},
  url: '',
  secretVariable: null,
  secretHeader: BEARER_HEADER,
  repeat: 'neither',
  queryPath: '',
  ratePerMinute: null,
  timeoutMs: 10_000,
  failuresMax: 5,
  pauseSeconds: 60,
};

/** What the server has, as the form holds it. */
export function connectorFormOf(connector: ConnectorView): ConnectorForm {
  const { code, names, url, secretVariable, secretHeader, repeat, queryPath } = connector;
  const { ratePerMinute, timeoutMs, failuresMax, pauseSeconds } = connector;
  return {
    code,
    names,
    url,
    secretVariable,
    secretHeader,
    repeat,
    queryPath: queryPath ?? '',
    ratePerMinute,
    timeoutMs,
    failuresMax,
    pauseSeconds,
  };
}

/** What is sent. Empty names are no names. */
export function putConnectorOf(form: ConnectorForm): PutConnector {
  const { code: _code, names, url, secretHeader, queryPath, repeat, ...rest } = form;
  return {
    ...rest,
    names: Object.fromEntries(
      Object.entries(names).flatMap(([language, name]) =>
        name.trim() === '' ? [] : [[language, name.trim()]],
      ),
    ),
    url: url.trim(),
    secretHeader: secretHeader.trim() === '' ? BEARER_HEADER : secretHeader.trim(),
    repeat,
    queryPath: repeat === 'queryable' ? queryPath.trim() : null,
  };
}

/** What keeps a connector from being saved; null: nothing. */
export type ConnectorHindrance =
  | 'needsCode'
  | 'needsName'
  | 'needsUrl'
  | 'needsSecret'
  | 'needsQuery';

export function hindranceOf(form: ConnectorForm): ConnectorHindrance | null {
  if (!/^[a-z][a-z0-9_-]{0,63}$/.test(form.code)) return 'needsCode';
  if (Object.values(form.names).every((name) => name.trim() === '')) return 'needsName';
  if (!/^https?:\/\/[^\s?#]+$/.test(form.url.trim())) return 'needsUrl';
  if (
    form.secretVariable !== null &&
    !/^LINCHPIN_SECRET_[A-Z0-9_]{1,64}$/.test(form.secretVariable)
  )
    return 'needsSecret';
  if (form.repeat !== 'queryable') return null;
  return /^\/.*\{key\}/.test(form.queryPath.trim()) ? null : 'needsQuery';
}
