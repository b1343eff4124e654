const texts = {
  title: 'Order',
};
export default texts;
