import type en from './texts.en.ts';

const texts: typeof en = {
  title: '控制塔',
};
export default texts;
