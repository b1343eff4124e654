const texts = {
  title: 'Control tower',
};
export default texts;
