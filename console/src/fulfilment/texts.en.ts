export const texts = {
  title: 'Fulfilment',
};
