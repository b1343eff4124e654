import { ERRORS } from '../../contracts/errors.ts';

const INTRODUCTION =
  'Every refusal carries a code for machines, one sentence about the very case, and what to do about it. These are all the codes.';

/** docs/errors.md: the catalogue of errors for people. */
export function errorsMarkdown(): string {
  const sections = Object.entries(ERRORS).map(
    ([code, { status, title, mend }]) => `## ${code}\n\n${title}. (${status})\n\n${mend}\n`,
  );
  return `# Errors\n\n${INTRODUCTION}\nThis page is written by \`node tools/bootstrap.mjs --run tools/write-errors.ts\` from contracts/errors.ts.\n\n${sections.join('\n')}`;
}

/** The page that the \`type\` of every problem leads to. */
export function errorsHtml(): string {
  const sections = Object.entries(ERRORS).map(
    ([code, { status, title, mend }]) =>
      `<section id="${code}"><h2><code>${code}</code> <small>${status}</small></h2><p>${escapeHtml(title)}.</p><p>${escapeHtml(mend)}</p></section>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Errors · Linchpin</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}section:target{outline:2px solid;outline-offset:.5rem}small{font-weight:400}</style><h1>Errors</h1><p>${INTRODUCTION}</p>${sections.join('')}</html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
