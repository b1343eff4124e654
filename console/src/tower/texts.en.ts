export const texts = {
  title: 'Control tower',
};
