import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { notFound } from '../api-error.ts';

const folder = join(import.meta.dirname, '../../../docs');
/** What forms and answers point to. */
const readable: ReadonlySet<string> = new Set(['api', 'configuration', 'credentials', 'troubleshooting']);

/** The documentation that pages link to, as it is written. */
export function docsRoutes(): Hono {
  return new Hono().get('/docs/:name{[a-z]+\\.md}', async (c) => {
    const name = c.req.param('name').replace(/\.md$/, '');
    if (!readable.has(name)) throw notFound('such page');
    // Browsers show plain text, and save what they are told is Markdown.
    return c.text(await readFile(join(folder, `${name}.md`), 'utf8'));
  });
}
