import type en from './texts.en.ts';

const texts: typeof en = {
  title: '设置',
};
export default texts;
