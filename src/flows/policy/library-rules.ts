import { pinOf } from '../engine/index.ts';
import type { Rule } from './rule.ts';

/** Rules about what flows share. */
export const LIBRARY_RULES: readonly Rule[] = [
  {
    id: 'asset_deprecated',
    severity: 'warn',
    titles: { en: 'Assets that are given up are replaced', 'zh-CN': '已弃用的资产要换掉' },
    standards: ['CD-SEC-06', 'CD-SEC-09', 'A03:2025'],
    examine: ({ definition, findAsset }) =>
      definition.nodes.flatMap((node) => {
        const pin = pinOf(node);
        const deprecation = pin === null ? null : (findAsset(pin)?.deprecation ?? null);
        if (pin === null || deprecation === null) return [];
        const { note, useInstead } = deprecation;
        return [
          {
            node: node.id,
            setting: '/asset',
            message: {
              en: `${pin.name} is not to be used any more: ${note}`,
              'zh-CN': `“${pin.name}”已弃用：${note}`,
            },
            mend: {
              en:
                useInstead === undefined
                  ? 'Ask its owner what to use in its place.'
                  : `Use ${useInstead} in its place.`,
              'zh-CN':
                useInstead === undefined ? '请问负责人改用什么。' : `请改用“${useInstead}”。`,
            },
          },
        ];
      }),
  },
];
