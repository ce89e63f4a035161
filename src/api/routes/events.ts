import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { type AppContext, buildIdIn } from '../app-context.ts';
import { asPartials } from '../builds/render-regions.ts';

const keepAliveMs = 15_000;

/** The event stream of a build's page: whole regions, whenever they change. It ends when the build is closed. */
export function eventRoutes({ hub, reader, logger }: AppContext): Hono {
  return new Hono().get('/builds/:id/events', async (c) => {
    const id = buildIdIn(c);
    await reader.describe(id);
    c.header('x-accel-buffering', 'no');
    return streamSSE(
      c,
      async (stream) => {
        let lastId = c.req.header('last-event-id');
        let wake = () => {};
        const { feed, leave } = hub.join(id, () => wake());
        const gone = new AbortController();
        const end = () => {
          gone.abort();
          wake();
        };
        stream.onAbort(end);
        c.req.raw.signal.addEventListener('abort', end, { once: true });
        hub.closing.signal.addEventListener('abort', end, { once: true });
        try {
          while (!gone.signal.aborted && !hub.closing.signal.aborted) {
            const woken = new Promise<void>((resolve) => {
              wake = resolve;
            });
            const event = feed.since(lastId);
            if (event) {
              lastId = event.id;
              await stream.writeSSE({ id: event.id, data: asPartials(event.changed) });
              if (event.closed) {
                await stream.writeSSE({ id: event.id, event: 'closed', data: 'closed' });
                return;
              }
            }
            const timer = setTimeout(() => wake(), keepAliveMs);
            await woken;
            clearTimeout(timer);
            if (!gone.signal.aborted) await stream.write(': \n\n');
          }
        } finally {
          leave();
          hub.closing.signal.removeEventListener('abort', end);
        }
      },
      // Without one of its own, the error's message would be sent to the browser.
      async (error) => logger.warn({ err: error, build: id }, 'an event stream broke off'),
    );
  });
}
