const texts = {
  title: 'Where is my order?',
};
export default texts;
