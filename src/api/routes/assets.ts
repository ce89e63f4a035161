import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { notFound } from '../api-error.ts';
import type { AppContext } from '../app-context.ts';

const views = join(import.meta.dirname, '../../views');

/** Scripts, styles and the icon: the only files that the page loads. */
export function assetRoutes({ htmxFolder }: Pick<AppContext, 'htmxFolder'>): Hono {
  const files: Record<string, { readonly file: string; readonly type: string }> = {
    'htmx.js': { file: join(htmxFolder, 'htmx.min.js'), type: 'text/javascript' },
    'hx-sse.js': { file: join(htmxFolder, 'ext/hx-sse.min.js'), type: 'text/javascript' },
    'client.js': { file: join(views, 'client/client.js'), type: 'text/javascript' },
    'style.css': { file: join(views, 'style.css'), type: 'text/css' },
    'icon.svg': { file: join(views, 'icon.svg'), type: 'image/svg+xml' },
  };
  return new Hono().get('/assets/:name', async (c) => {
    const asset = files[c.req.param('name')];
    if (!asset) throw notFound('such file');
    c.header('content-type', `${asset.type}; charset=utf-8`);
    c.header('cache-control', 'no-cache');
    return c.body(await readFile(asset.file, 'utf8'));
  });
}
