const texts = {
  title: 'Inventory',
};
export default texts;
