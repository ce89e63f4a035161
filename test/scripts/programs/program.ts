/** Ends with the code it is given, or when it is asked to or its starter is gone; tells which on stdout. */
const [code] = process.argv.slice(2);
if (code !== undefined) process.exit(Number(code));
const alive = setInterval(() => {}, 1_000);
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
  process.on(signal, () => {
    clearInterval(alive);
    process.stdout.write(`${signal}\n`);
    process.exit(7);
  });
}
process.stdout.write(`${process.pid} ${process.ppid}\n`);
