import { isKept } from '../../kernel/kept-text.ts';
import type { CommandHandler } from '../../hub/index.ts';
import { refuse } from '../../../contracts/errors.ts';
import type { PutFlow } from '../../../contracts/flows.ts';
import { diffDefinitions, hashDefinition } from '../definition/index.ts';
import { callerOf, type FromCaller } from './four-eyes.ts';
import type { Flow } from './release-record.ts';
import {
  needConnectors,
  needFlow,
  refuseOvertaken,
  type OnFlow,
  type ReleaseSources,
} from './sources.ts';

/** put_flow: keeps what somebody has drawn. It may be unfinished; nothing runs it. */
export function putFlowHandler(
  sources: ReleaseSources,
): CommandHandler<OnFlow & PutFlow & FromCaller> {
  const { drawings, audit, library } = sources;
  return {
    kind: 'put_flow',
    need({ body }, unit) {
      needFlow(sources, body.code, unit);
      needConnectors(sources.connectors, body.definition, unit);
    },
    decide(command, unit) {
      const { code, definition, layout, version } = command.body;
      if (definition.code !== code) {
        return refuse('invalid_request', `The definition is that of ${definition.code}.`, {
          field: 'definition.code',
        });
      }
      if (!isKept({ definition, layout })) {
        return refuse('invalid_request', 'A text of the drawing has a sign that cannot be kept.', {
          field: 'definition',
        });
      }
      const known = unit.facts(drawings).find(code);
      if (known !== undefined && version !== known.draftVersion) return refuseOvertaken(known);
      const at = command.receivedAt;
      const hash = hashDefinition(definition);
      const isOther = known === undefined || hashDefinition(known.draft) !== hash;
      // Who only moves boxes changes nothing that anybody approves.
      const draftVersion = (known?.draftVersion ?? 0) + 1;
      const authors = Object.fromEntries(
        isOther ? callerOf(command).actors.map((actor) => [actor, draftVersion]) : [],
      );
      const drawn = { draft: definition, layout, changedAt: at, changedBy: command.actor };
      const flow: Flow =
        known === undefined
          ? { ...NEW_FLOW, code, ...drawn, authors }
          : {
              ...known,
              ...drawn,
              authors: { ...known.authors, ...authors },
              draftVersion,
            };
      if (known === undefined) unit.facts(drawings).add(flow);
      else unit.facts(drawings).change(flow);
      if (isOther) {
        unit.facts(library).useInDraft(code, definition);
        unit.facts(audit).add({
          at,
          actor: command.actor,
          action: 'drawn',
          flowCode: code,
          flowVersion: null,
          releaseId: null,
          contentHash: hash,
          detail: diffDefinitions(known?.draft ?? null, definition),
        });
      }
      const { versionsMade, liveVersion } = flow;
      const body = JSON.stringify({ code, versionsMade, liveVersion, version: draftVersion });
      unit.emit({ type: 'flow.drawn', subject: `flow/${code}`, occurredAt: at, data: body });
      return { kind: 'accepted', status: 200, body };
    },
  };
}

const NEW_FLOW = {
  draftVersion: 1,
  versionsMade: 0,
  liveVersion: null,
  submittedRelease: null,
  canaryRelease: null,
  liveRelease: null,
  formerRelease: null,
  version: 1,
} as const;
