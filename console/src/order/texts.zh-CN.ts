import type en from './texts.en.ts';

const texts: typeof en = {
  title: '订单',
};
export default texts;
