import type en from './texts.en.ts';

const texts: typeof en = {
  title: '我的订单到哪了',
};
export default texts;
