/**
 * Loaded into every child before its own code: a child whose supervisor is gone, even by kill -9, ends as if it had been
 * asked to, and is made to when it does not.
 */
const graceMs = 5_000;

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), graceMs).unref();
  process.kill(process.pid, 'SIGTERM');
});
// Listening alone shall not keep a child alive that has nothing left to do.
process.channel?.unref();
