export const texts = {
  title: 'Orders',
};
