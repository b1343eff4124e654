import type en from './texts.en.ts';

const texts: typeof en = {
  title: '审计',
};
export default texts;
