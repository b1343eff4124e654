export const texts = {
  title: 'Audit',
};
