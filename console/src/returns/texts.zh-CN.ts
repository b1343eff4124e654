import type en from './texts.en.ts';

const texts: typeof en = {
  title: '退货与索赔',
};
export default texts;
