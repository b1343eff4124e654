import type { FlowComponent } from '../flow-queries.ts';

/** The components that a word means: those called so first, then those whose name has it, then those that speak of it. */
export function findComponents(
  components: Iterable<FlowComponent>,
  search: string,
  language: 'en' | 'zh-CN',
): FlowComponent[] {
  const wanted = search.trim().toLowerCase();
  const rankOf = ({ code, titles, docs }: FlowComponent): number => {
    const name = titles[language].toLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.includes(wanted) || code.includes(wanted)) return 1;
    return docs[language].toLowerCase().includes(wanted) ? 2 : 3;
  };
  return [...components]
    .map((component) => ({ component, rank: rankOf(component) }))
    .filter(({ rank }) => rank < 3)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ component }) => component);
}
