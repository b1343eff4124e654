import type { FlowDefinition } from '../contracts/flows.ts';
import type { BenchHub } from './bench-world.ts';

/** Another person than the one who draws: who calls outside is published by two. */
const PUBLISHER = { actors: ['person/bench'], mayApprove: true, mayAdminister: false };

/** Draws a flow and publishes it to all orders; answers the version of its draft, which the next drawing names. */
export async function publishFlow(
  bench: BenchHub,
  definition: FlowDefinition,
  draftVersion?: number,
): Promise<number> {
  const version = await drawFlow(bench, definition, draftVersion);
  await bench.submit('publish_flow', { code: definition.code, version, caller: PUBLISHER });
  return version;
}

/** Saves a drawing over the one that is named; answers its version. */
export async function drawFlow(
  bench: BenchHub,
  definition: FlowDefinition,
  draftVersion?: number,
): Promise<number> {
  const { code } = definition;
  const layout = { places: {}, comments: [] };
  const over = draftVersion === undefined ? {} : { version: draftVersion };
  const { body } = await bench.submit('put_flow', { code, definition, layout, ...over });
  return (JSON.parse(body) as { version: number }).version;
}
