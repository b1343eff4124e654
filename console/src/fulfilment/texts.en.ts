const texts = {
  title: 'Fulfilment',
};
export default texts;
