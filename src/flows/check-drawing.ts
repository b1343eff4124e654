import type { FlowCheck } from '../../contracts/flow-drawing.ts';
import type { FlowDefinition, FlowProblem } from '../../contracts/flows.ts';
import type { Queryable } from '../platform/postgres/index.ts';
import { findForDrawing, readUsed } from './called-flows.ts';
import { findComponent, partsOf } from './components/index.ts';
import { readConnectorsThere } from './connectors/index.ts';
import { compileFlow, connectorsOf, outOfPlace } from './engine/index.ts';
import { typeText } from './expressions/index.ts';
import { factsOf } from './facts/index.ts';

/** What is wrong with what somebody draws: it is judged with what stands outside of it, calls and connectors. */
export async function problemsOf(
  client: Queryable,
  definition: FlowDefinition,
): Promise<FlowProblem[]> {
  const { find, findAsset } = await readUsed(client, [definition]);
  const asked = connectorsOf(definition).map(({ connector }) => connector);
  const hasConnector = await readConnectorsThere(client, asked);
  const compiled = compileFlow(
    definition,
    factsOf(definition.trigger),
    find,
    hasConnector,
    findForDrawing(findAsset),
  );
  return compiled.kind === 'problems' ? [...compiled.problems] : [];
}

/** What is wrong with a drawing, and what its nodes offer to connect, however unfinished they are. */
export async function checkDrawing(
  client: Queryable,
  definition: FlowDefinition,
): Promise<FlowCheck> {
  return {
    problems: await problemsOf(client, definition),
    outOfPlace: outOfPlace(definition.trigger),
    nodes: definition.nodes.map(({ id, component, settings }) => {
      const known = findComponent(component);
      if (known === undefined) return { id, outputs: [], expressions: [] };
      const { outputs, expressions } = partsOf(known, settings);
      return {
        id,
        outputs: [...outputs],
        expressions: expressions.map(({ pointer, type }) => ({
          pointer,
          wanted: type === undefined ? null : typeText(type),
        })),
      };
    }),
  };
}
