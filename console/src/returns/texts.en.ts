const texts = {
  title: 'Returns and claims',
};
export default texts;
