import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorsMarkdown } from '../src/api/errors-page.ts';

// Writes docs/errors.md from contracts/errors.ts. A test says when it is out of date.
writeFileSync(join(import.meta.dirname, '..', 'docs', 'errors.md'), errorsMarkdown());
