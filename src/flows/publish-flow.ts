import type { CommandHandler, FactSource, RecordFacts, UnitOfWork } from '../hub/index.ts';
import { refuse, type Refusal } from '../../contracts/errors.ts';
import type { FlowDefinition, FlowLayout, PutFlow } from '../../contracts/flows.ts';
import type { Instant } from '../kernel/clock.ts';
import { hashDefinition } from './definition/index.ts';
import { compileFlow } from './engine/index.ts';
import { ORDER_FACTS } from './facts/index.ts';
import type { FlowFacts } from './flow-facts.ts';

/** A flow: what somebody is drawing, and which version new orders enter. */
export interface Flow {
  readonly code: string;
  readonly draft: FlowDefinition;
  readonly layout: FlowLayout;
  readonly versionsMade: number;
  readonly liveVersion: number | null;
  readonly changedAt: Instant;
  readonly changedBy: string;
  readonly version: number;
}

/** What commands on flows read and change. */
export interface DrawingSources {
  readonly drawings: FactSource<RecordFacts<Flow>>;
  readonly flows: FactSource<FlowFacts>;
}

interface OnFlow {
  readonly code: string;
}

/** put_flow: keeps what somebody has drawn. It may be unfinished; nothing runs it. */
export function putFlowHandler({ drawings }: DrawingSources): CommandHandler<OnFlow & PutFlow> {
  return {
    kind: 'put_flow',
    need: ({ body }, unit) => unit.facts(drawings).need(body.code),
    decide(command, unit) {
      const { code, definition, layout, version } = command.body;
      if (definition.code !== code) {
        return refuse('invalid_request', `The definition is that of ${definition.code}.`, {
          field: 'definition.code',
        });
      }
      const known = unit.facts(drawings).find(code);
      if (known !== undefined && version !== known.version) return refuseOvertaken(known);
      const drawn = {
        draft: definition,
        layout,
        changedAt: command.receivedAt,
        changedBy: command.actor,
      };
      const flow =
        known === undefined
          ? { code, ...drawn, versionsMade: 0, liveVersion: null, version: 1 }
          : { ...known, ...drawn };
      if (known === undefined) unit.facts(drawings).add(flow);
      const kept = known === undefined ? flow : unit.facts(drawings).change(flow);
      return tell(unit, command.receivedAt, kept, 'flow.drawn');
    },
  };
}

/** publish_flow: makes a version of the draft that orders enter from now on. Those in flight keep theirs. */
export function publishFlowHandler(
  sources: DrawingSources,
): CommandHandler<OnFlow & { readonly version: number }> {
  return {
    kind: 'publish_flow',
    isAlone: true,
    need: ({ body }, unit) => unit.facts(sources.drawings).need(body.code),
    decide(command, unit) {
      const { code, version } = command.body;
      const known = unit.facts(sources.drawings).find(code);
      if (known === undefined) return noSuchFlow(code);
      if (version !== known.version) return refuseOvertaken(known);
      const compiled = compileFlow(
        known.draft,
        ORDER_FACTS,
        unit.facts(sources.flows).findDefinition,
      );
      if (compiled.kind === 'problems') {
        const { problems } = compiled;
        return refuse('flow_not_sound', problems.map(({ message }) => message).join(' '), {
          problems,
        });
      }
      const number = known.versionsMade + 1;
      const facts = unit.facts(sources.flows);
      facts.isChanged = true;
      facts.published.push({
        flowCode: code,
        number,
        hash: hashDefinition(known.draft),
        definition: known.draft,
        layout: known.layout,
        publishedAt: command.receivedAt,
        publishedBy: command.actor,
      });
      const flow = unit.facts(sources.drawings).change({
        ...known,
        versionsMade: number,
        liveVersion: number,
        changedAt: command.receivedAt,
        changedBy: command.actor,
      });
      return tell(unit, command.receivedAt, flow, 'flow.published');
    },
  };
}

/** stop_flow: nothing enters any more, from the next batch on. Orders in flight go on with their version. */
export function stopFlowHandler(sources: DrawingSources): CommandHandler<OnFlow> {
  return {
    kind: 'stop_flow',
    isAlone: true,
    need: ({ body }, unit) => unit.facts(sources.drawings).need(body.code),
    decide(command, unit) {
      const known = unit.facts(sources.drawings).find(command.body.code);
      if (known === undefined) return noSuchFlow(command.body.code);
      unit.facts(sources.flows).isChanged = true;
      const flow = unit.facts(sources.drawings).change({
        ...known,
        liveVersion: null,
        changedAt: command.receivedAt,
        changedBy: command.actor,
      });
      return tell(unit, command.receivedAt, flow, 'flow.stopped');
    },
  };
}

function tell(unit: UnitOfWork, occurredAt: Instant, flow: Flow, type: string) {
  const { code, versionsMade, liveVersion, version } = flow;
  const body = JSON.stringify({ code, versionsMade, liveVersion, version });
  unit.emit({ type, subject: `flow/${code}`, occurredAt, data: body });
  return { kind: 'accepted', status: 200, body } as const;
}

function noSuchFlow(code: string): Refusal {
  return refuse('not_found', `There is no flow ${code}.`, { flow: code });
}

function refuseOvertaken({ code, version, changedBy }: Flow): Refusal {
  return refuse('version_conflict', `${changedBy} has changed flow ${code} meanwhile.`, {
    version,
  });
}
