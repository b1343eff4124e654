/** What a thing is called in the reader's language; without that, as it was entered. */
export function nameIn(
  { name, names }: { readonly name: string; readonly names: Readonly<Record<string, string>> },
  language: string,
): string {
  return names[language] ?? names[language.split('-')[0] ?? ''] ?? name;
}

/** "person/lin" is Lin to people; what a key or the system did keeps saying so. */
export function actorName(actor: string): string {
  return actor.startsWith('person/') ? actor.slice('person/'.length) : actor;
}
