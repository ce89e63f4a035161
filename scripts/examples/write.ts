import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exampleFolder, renderExample } from './render-example.ts';

await rm(exampleFolder, { recursive: true, force: true });
for (const [path, content] of await renderExample()) {
  const file = join(exampleFolder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
