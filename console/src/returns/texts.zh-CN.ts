import type { texts as en } from './texts.en.ts';

export const texts: typeof en = {
  title: '退货与索赔',
};
