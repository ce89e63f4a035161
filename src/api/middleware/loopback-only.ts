import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { ApiError } from '../api-error.ts';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Refuses requests for another host name, which a page elsewhere could have bound to this machine. */
export function loopbackOnly(): MiddlewareHandler<{ Bindings: Partial<HttpBindings> }> {
  return async (c, next) => {
    const [, name = '', port = '80'] = /^(.*?)(?::(\d+))?$/.exec(c.req.header('host') ?? '') ?? [];
    // Known wherever a socket is behind the request.
    const listening = c.env?.incoming?.socket.localPort;
    if (!loopbackNames.has(name) || (listening !== undefined && Number(port) !== listening)) {
      throw new ApiError(421, 'host-refused', 'This service answers on this machine only.');
    }
    await next();
  };
}
