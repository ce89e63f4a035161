import { spawn } from 'node:child_process';

/** @type {(pid: number) => void} */
let told = () => {};

/** Has each command's process told as it starts. @param {(pid: number) => void} listener */
export function whenCommandStarts(listener) {
  told = listener;
}

/**
 * Runs a command of the set-up, in a process group of its own that ends with this process. Its output is shown line by
 * line to `onLine` and kept only for when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} [options]
 * @returns {Promise<void>} rejects with the first and last lines of output when the command fails
 */
export function runCommand(command, args, { cwd, env = process.env, onLine = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    if (child.pid) told(child.pid);
    const release = endWithThisProcess(child);
    /** @type {string[]} */
    const said = [];
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (text) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          said.push(line);
          if (said.length > 60) said.splice(20, 1);
          onLine(line);
        }
      });
    }
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('close', (code, signal) => {
      release();
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args[0]} ended with ${signal ?? code}:\n${said.join('\n')}`));
    });
  });
}

/** An interrupt ends the command's whole group, then this process. @param {import('node:child_process').ChildProcess} child */
function endWithThisProcess(child) {
  const end = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has ended.
    }
  };
  const interrupted = () => {
    child.once('close', () => process.exit(130));
    end();
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.once(signal, interrupted);
  process.once('exit', end);
  return () => {
    for (const signal of signals) process.off(signal, interrupted);
    process.off('exit', end);
  };
}
