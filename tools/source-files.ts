import { readdirSync } from 'node:fs';
import path from 'node:path';

const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'data', '.git', '.cache']);

/**
 * All files below some folders of a repository, sorted, as paths relative to it with forward
 * slashes, but for those that a program writes. Folders that are not there yet hold no files.
 */
export function listFiles(root: string, folders: readonly string[]): string[] {
  const found: string[] = [];
  const pending = [...folders];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readFolder(path.join(root, folder))) {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) pending.push(file);
      if (entry.isFile() && !file.endsWith('.generated.d.ts')) found.push(file);
    }
  }
  return found.toSorted();
}

function readFolder(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
