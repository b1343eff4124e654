const texts = {
  title: 'Audit',
};
export default texts;
