import type en from './texts.en.ts';

const texts: typeof en = {
  title: '异常',
};
export default texts;
