import { instantToText } from '../../kernel/clock.ts';
import type { CommandHandler, FactSource } from '../../hub/index.ts';
import { textArray } from '../../platform/postgres/array-literals.ts';
import { runStatement, type Queryable } from '../../platform/postgres/index.ts';
import type { IdentityProviderView, PutIdentityProvider } from '../../../contracts/access.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { AccessFacts, ProviderRow } from './access-facts.ts';
import * as sql from './access.sql.ts';
import { REACH_ROLES } from './reach.ts';

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The settings of the identity provider as callers see them. */
export function viewProvider(row: ProviderRow): IdentityProviderView {
  return {
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    clientSecretVariable: row.client_secret_variable,
    scopes: row.scopes,
    rolesClaim: row.roles_claim,
    rolesByClaim: row.roles_by_claim,
    allowedDomains: row.allowed_domains,
    isEnabled: row.is_enabled,
    changedAt: instantToText(row.changed_at),
  };
}

/** put_identity_provider: where people log in who have no password here. */
export function putIdentityProviderHandler(
  access: FactSource<AccessFacts>,
): CommandHandler<PutIdentityProvider> {
  return {
    kind: 'put_identity_provider',
    need(_command, unit) {
      unit.facts(access).needProvider();
    },
    decide({ body, receivedAt }, unit) {
      const issuer = URL.canParse(body.issuer) ? new URL(body.issuer) : null;
      if (issuer === null || (issuer.protocol === 'http:' && !LOCAL_HOSTS.has(issuer.hostname))) {
        return refuse(
          'invalid_settings',
          'The issuer is an https address; http is taken for this machine only.',
          { field: 'issuer' },
        );
      }
      const mixed = Object.entries(body.rolesByClaim).find(
        ([, roles]) => roles.length > 1 && REACH_ROLES.some((role) => roles.includes(role)),
      );
      if (mixed !== undefined) {
        return refuse(
          'invalid_settings',
          `${mixed[0]} gives a role that limits what is seen together with another one.`,
          { field: 'rolesByClaim' },
        );
      }
      const facts = unit.facts(access);
      const before = facts.provider;
      const row: ProviderRow = {
        name: body.name,
        issuer: body.issuer,
        client_id: body.clientId,
        client_secret_variable: body.clientSecretVariable,
        scopes: [...(body.scopes ?? ['email', 'profile'])],
        roles_claim: body.rolesClaim ?? 'groups',
        roles_by_claim: body.rolesByClaim,
        allowed_domains: [...(body.allowedDomains ?? [])],
        is_enabled: body.isEnabled ?? true,
        changed_at: receivedAt,
      };
      facts.provider = row;
      facts.write({
        statement: sql.putProvider,
        values: [
          row.name,
          row.issuer,
          row.client_id,
          row.client_secret_variable,
          textArray(row.scopes),
          row.roles_claim,
          JSON.stringify(row.roles_by_claim),
          textArray(row.allowed_domains),
          row.is_enabled,
          row.changed_at,
        ],
      });
      const view = viewProvider(row);
      unit.emit({
        type: 'identity_provider.put',
        subject: 'access/identity_provider',
        occurredAt: receivedAt,
        data: JSON.stringify({ ...view, before: before === null ? null : viewProvider(before) }),
      });
      return { kind: 'accepted', status: 200, body: JSON.stringify(view) };
    },
  };
}

/** The identity provider as it is set; null when there is none. */
export async function readProvider(client: Queryable): Promise<IdentityProviderView | null> {
  const [row] = await runStatement<ProviderRow>(client, sql.readProvider);
  return row === undefined ? null : viewProvider(row);
}
