import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { notFound } from '../api-error.ts';
import type { AppContext } from '../app-context.ts';
import { readStyleSheet } from '../style-sheet.ts';

const views = join(import.meta.dirname, '../../views');

/** Scripts, styles and the icon: the only files that the page loads. */
export function assetRoutes({ htmxFolder }: Pick<AppContext, 'htmxFolder'>): Hono {
  const file = (path: string, type: string) => ({ type, read: () => readFile(path, 'utf8') });
  const assets: Record<string, { readonly type: string; readonly read: () => Promise<string> }> = {
    'htmx.js': file(join(htmxFolder, 'htmx.min.js'), 'text/javascript'),
    'hx-sse.js': file(join(htmxFolder, 'ext/hx-sse.min.js'), 'text/javascript'),
    'client.js': file(join(views, 'client/client.js'), 'text/javascript'),
    'style.css': { type: 'text/css', read: readStyleSheet },
    'icon.svg': file(join(views, 'icon.svg'), 'image/svg+xml'),
  };
  return new Hono().get('/assets/:name', async (c) => {
    const asset = assets[c.req.param('name')];
    if (!asset) throw notFound('such file');
    c.header('content-type', `${asset.type}; charset=utf-8`);
    c.header('cache-control', 'no-cache');
    return c.body(await asset.read());
  });
}
