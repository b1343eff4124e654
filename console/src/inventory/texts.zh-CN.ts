import type en from './texts.en.ts';

const texts: typeof en = {
  title: '库存',
};
export default texts;
