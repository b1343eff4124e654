const texts = {
  title: 'Exceptions',
};
export default texts;
