import type en from './texts.en.ts';

const texts: typeof en = {
  title: '履约',
};
export default texts;
