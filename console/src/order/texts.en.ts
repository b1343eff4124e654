export const texts = {
  title: 'Order',
};
