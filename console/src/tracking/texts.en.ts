export const texts = {
  title: 'Where is my order?',
};
