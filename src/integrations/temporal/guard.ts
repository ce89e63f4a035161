/**
 * Runs a program for as long as the process that started this one lives. The pipe on stdin tells: it closes when that
 * process is gone, even by kill -9. The first line on stdout is the program's process number.
 * Usage: guard.ts PROGRAM [ARGUMENT...]
 */
import { spawn } from 'node:child_process';

const graceMs = 4_000;
const [program = '', ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
let ending = false;

function end(): void {
  if (ending) return;
  ending = true;
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), graceMs).unref();
}

child.on('spawn', () => process.stdout.write(`${child.pid}\n`));
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code) => process.exit(ending ? 0 : (code ?? 1)));

process.stdin.on('end', end).on('error', end).on('close', end).resume();
process.stdout.on('error', end);
process.on('SIGTERM', end);
// An interrupt from the terminal is for the starting process, which ends this one in its own time.
process.on('SIGINT', () => {});
