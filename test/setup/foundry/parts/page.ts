import { createServer } from 'node:http';

/** Stands in for the page where a test drives its builds by Temporal's client: answers the health check. */
const server = createServer((_, response) => response.end(String(process.pid)));
server.listen(Number(process.env.PORT), process.env.HOST, () => process.send?.({ ready: true }));
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
