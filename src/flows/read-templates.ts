import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FlowDefinition, FlowLayout } from '../../contracts/flows.ts';

/** A flow that ships with Linchpin. */
interface Template {
  readonly code: string;
  readonly names: FlowDefinition['names'];
  readonly descriptions: FlowDefinition['names'];
  readonly stepNames: Readonly<Record<string, FlowDefinition['names']>>;
  readonly definition: FlowDefinition;
  readonly layout: FlowLayout;
}

const FOLDER = path.join(import.meta.dirname, 'shipped');

/** The flows to begin with, by code. They are files of this release: read once. */
export function readTemplates(): Promise<readonly Template[]> {
  known ??= readFiles();
  return known;
}
let known: Promise<readonly Template[]> | undefined;

async function readFiles(): Promise<Template[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(FOLDER, file), 'utf8');
      const template = JSON.parse(text) as Omit<Template, 'code' | 'names'>;
      const { code, names } = template.definition;
      return { code, names, ...template };
    }),
  );
}
