export const texts = {
  title: 'Exceptions',
};
