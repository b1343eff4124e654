export const texts = {
  title: 'Inventory',
};
