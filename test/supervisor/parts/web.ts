import { createServer } from 'node:http';

/** Stands in for the page: answers its health check with its process number. */
const server = createServer((_, response) => response.end(String(process.pid)));
server.listen(Number(process.env.PORT), process.env.HOST, () => process.send?.({ ready: true }));
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
