import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { root } from './set-up.mjs';

/**
 * Runs a TypeScript file on the repository's own Node and resolves to the code to exit with.
 * @param {string} file absolute, or relative to the repository
 * @param {string[]} args
 */
export function runTypeScript(file, args) {
  return run(join(root, 'node_modules/.bin/node'), [resolve(root, file), ...args], { ipc: true });
}

/** Runs a tool of node_modules/.bin. @param {string} name  @param {string[]} args */
export function runTool(name, args) {
  return run(join(root, 'node_modules/.bin', name), args, { ipc: false });
}

/**
 * A signal to this process is passed on. One that the terminal sent to the whole group arrives twice, which the
 * child's way of stopping allows for. With `ipc`, the child sees when this process is gone, even by kill -9.
 * @param {string} command
 * @param {string[]} args
 * @param {{ ipc: boolean }} options
 * @returns {Promise<number>}
 */
function run(command, args, { ipc }) {
  const child = spawn(command, args, {
    cwd: root,
    env: {
      // Compiled once, packages load faster at the next start: here, and in every part that is started from here.
      NODE_COMPILE_CACHE: join(resolve(root, process.env.TOOLS_DIR || '.tools'), 'compiled'),
      ...process.env,
      PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
    },
    stdio: ipc ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
  });
  /** @type {NodeJS.Signals[]} */
  const passedOn = ['SIGINT', 'SIGTERM'];
  for (const signal of passedOn) process.on(signal, () => child.kill(signal));
  const watch = setInterval(() => orphaned() && child.kill('SIGTERM'), 1000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 1));
    });
  });
}

const parent = process.ppid;

/**
 * npm may be killed without a word; it is the parent, as package.json has the shell replace itself (`exec`). Started by
 * hand, the shell that is the parent may leave on purpose (nohup).
 */
function orphaned() {
  return process.env.npm_lifecycle_event !== undefined && process.ppid !== parent;
}
