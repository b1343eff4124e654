import type { CommandHandler } from '../../hub/index.ts';
import { ADAPTERS } from './carriers/adapters.ts';
import { COMPANY_ID, contractOf } from './company.ts';
import { companyOf, type FulfilmentSources } from './fulfilment-world.ts';
import { accepted, fulfilmentHandler, noSuch } from './handler.ts';
import { manifestView } from './views.ts';

/**
 * close_manifest: the carrier collects what is on it. Nothing is added or taken off any more, and the
 * clock hands its shipments over one by one.
 */
export function closeManifestHandler(
  sources: FulfilmentSources,
): CommandHandler<{ readonly manifest: string }> {
  return fulfilmentHandler<{ readonly manifest: string }>(
    sources,
    'close_manifest',
    ({ manifest }, unit) => {
      unit.facts(sources.manifests).need(manifest);
      unit.facts(sources.companies).need(COMPANY_ID);
    },
    (command, world) => {
      const manifest = world.manifests.find(command.body.manifest);
      if (manifest === undefined) return noSuch('manifest', command.body.manifest);
      if (manifest.state === 'closed') return accepted(manifestView(manifest));
      const { adapter } = contractOf(companyOf(world), manifest.carrier);
      const closed = world.manifests.change({
        ...manifest,
        state: 'closed',
        closedAt: command.receivedAt,
        carrierReference: ADAPTERS[adapter].closeOut(manifest.id),
      });
      const view = manifestView(closed);
      world.unit.emit({
        type: 'fulfilment.manifest_closed',
        subject: `manifest/${manifest.id}`,
        occurredAt: command.receivedAt,
        data: JSON.stringify(view),
      });
      return accepted(view);
    },
  );
}
