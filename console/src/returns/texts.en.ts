export const texts = {
  title: 'Returns and claims',
};
