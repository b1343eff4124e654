/** Where what opens over a screen stands in the document: within its content, so that those who read by landmarks find it. */
export function contentOf(): HTMLElement {
  return document.querySelector<HTMLElement>('#content') ?? document.body;
}
