import type { MailKind } from '../../../contracts/notices.ts';
import { ENGLISH } from './templates/en.ts';
import type { NoticeTemplate } from './templates/template.ts';
import { CHINESE } from './templates/zh-cn.ts';

/** A template in a language; version 0 comes with the program. */
export interface ChosenTemplate extends NoticeTemplate {
  readonly language: string;
  readonly version: number;
}

/** Templates of our users' own, by `templateName`. */
export type OwnTemplates = ReadonlyMap<string, NoticeTemplate & { readonly version: number }>;

/** The name under which a template is kept. */
export function templateName(kind: MailKind, language: string): string {
  return `${kind}/${language}`;
}

/**
 * The template in the first of these languages that there is one in, else in English. A language also
 * finds one that is written without its region; Chinese of any kind finds ours.
 */
export function chooseTemplate(
  kind: MailKind,
  languages: readonly (string | null | undefined)[],
  own: OwnTemplates,
): ChosenTemplate {
  for (const wanted of languages) {
    if (wanted === null || wanted === undefined) continue;
    const [primary = ''] = wanted.split('-');
    for (const language of [wanted, primary, primary === 'zh' ? 'zh-CN' : null]) {
      const found = language === null ? null : templateIn(kind, language, own);
      if (found !== null) return found;
    }
  }
  return templateIn(kind, 'en', own) ?? { ...ENGLISH[kind], language: 'en', version: 0 };
}

function templateIn(kind: MailKind, language: string, own: OwnTemplates): ChosenTemplate | null {
  const written = own.get(templateName(kind, language));
  if (written !== undefined) return { ...written, language };
  if (language === 'en') return { ...ENGLISH[kind], language, version: 0 };
  if (language === 'zh-CN') return { ...CHINESE[kind], language, version: 0 };
  return null;
}
