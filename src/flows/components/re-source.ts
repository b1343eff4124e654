import Type from 'typebox';
import { Code, filledText } from '../../../contracts/shared.ts';
import { component } from './component.ts';
import { afterDeed } from './values.ts';

/** Sends what no location has to sourcing anew. */
export const reSource = component({
  code: 're_source',
  titles: { en: 'Source again', 'zh-CN': '重新寻源' },
  docs: {
    en: 'Plans anew what no location has yet, without the locations that are named, and says why.',
    'zh-CN': '对尚未下发的部分重新寻源，可排除指定仓点，并写明原因。',
  },
  tier: 'everyone',
  effect: 'stock',
  settings: Type.Object(
    {
      reason: filledText(500),
      excludedLocations: Type.Optional(Type.Array(Code, { maxItems: 50 })),
      split: Type.Optional(Type.Enum(['allow', 'never'])),
    },
    { additionalProperties: false },
  ),
  outputs: () => ['next', 'refused'],
  expressions: () => [],
  prepare:
    ({ reason, excludedLocations = [], split = null }) =>
    ({ deeds }) =>
      afterDeed(deeds.sourceAgain({ reason, excludedLocations, split })),
});
