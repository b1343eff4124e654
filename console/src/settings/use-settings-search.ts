import { useNavigate, useSearch } from '@tanstack/react-router';
import type { SectionId } from './settings-sections.ts';

/** What the address of a section says beyond its name, such as which channel is open, and how to say something else. */
export function useSettingsSearch(section: SectionId) {
  const search: Readonly<Record<string, string | undefined>> = useSearch({
    from: '/inside/settings/$section',
  });
  const navigate = useNavigate();
  const go = (next: Readonly<Record<string, string>>): void =>
    void navigate({ to: '/settings/$section', params: { section }, search: next });
  return { search, go };
}
