import type { texts as en } from './texts.en.ts';

export const texts: typeof en = {
  title: '我的订单到哪了',
};
