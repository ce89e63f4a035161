import { mkdirSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from './command.mjs';
import { download } from './download.mjs';
import { ask, findOnPath, isExecutable, PrerequisiteMissing, requireGo } from './prerequisites.mjs';
import { Progress } from './progress.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

/** The Temporal CLI that the service is written for; its dev server is 1.31.2. */
export const temporalVersion = '1.8.2';

/** @param {import('./set-up.mjs').Place} place */
export function temporalReady({ tools, settings }) {
  const own = settings.TEMPORAL_CLI;
  if (own) {
    if (isExecutable(own)) return true;
    throw new PrerequisiteMissing(`TEMPORAL_CLI names ${own}, which cannot be run: correct it or leave it empty.`);
  }
  try {
    const file = readlinkSync(linkFile(tools));
    return readStamp(stampFile(tools)) === identity(file);
  } catch {
    return false;
  }
}

/**
 * Finds, downloads or builds the pinned Temporal CLI and links it as `<tools>/bin/temporal`.
 * @param {import('./set-up.mjs').Place} place
 * @param {string} [url] of the official archive
 */
export async function installTemporal({ root, tools }, url = archiveUrl()) {
  const own = join(tools, 'temporal', temporalVersion, 'temporal');
  const onPath = findOnPath('temporal');
  if (onPath !== undefined && isPinned(onPath)) return link(tools, onPath);
  if (isExecutable(own) && isPinned(own)) return link(tools, own);

  const part = `${own}.part-${process.pid}`;
  mkdirSync(dirname(own), { recursive: true });
  try {
    const progress = new Progress('Temporal CLI', `downloading ${temporalVersion}`);
    const refused = await download(url, part, (detail) => progress.advance(detail)).then(
      () => (isPinned(part) ? undefined : 'what was downloaded does not run here'),
      (/** @type {Error} */ error) => error.message,
    );
    if (refused === undefined) progress.done('downloaded');
    else {
      progress.done(`not downloaded, ${refused}`);
      await build(root, part);
    }
    renameSync(part, own);
  } finally {
    rmSync(part, { force: true });
  }
  link(tools, own);
}

/** Builds the CLI from its Go module, whose content go.sum pins. @param {string} root  @param {string} file */
async function build(root, file) {
  const go = requireGo();
  const progress = new Progress('Temporal CLI', 'building with Go, about four minutes, once');
  const command = 'github.com/temporalio/cli/cmd/temporal';
  const version = `-X github.com/temporalio/cli/internal/temporalcli.Version=${temporalVersion}`;
  let compiled = 0;
  let fetched = 0;
  await runCommand(go, ['build', '-v', '-ldflags', `-s -w ${version}`, '-o', file, command], {
    cwd: join(root, 'tools/temporal'),
    env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '-mod=readonly' },
    onLine: (line) => {
      if (line.startsWith('go: downloading')) fetched += 1;
      else compiled += 1;
      progress.advance(compiled > 0 ? `${compiled} packages compiled` : `${fetched} modules fetched`);
    },
  });
  if (!isPinned(file)) throw new Error('Go built the Temporal CLI, but it does not run here.');
  progress.done('built');
}

/** @param {string} file */
function isPinned(file) {
  return ask(file, ['--version'])?.startsWith(`temporal version ${temporalVersion} `) === true;
}

/** @param {string} tools  @param {string} file */
function link(tools, file) {
  const part = `${linkFile(tools)}.${process.pid}`;
  mkdirSync(dirname(part), { recursive: true });
  rmSync(part, { force: true });
  symlinkSync(file, part);
  renameSync(part, linkFile(tools));
  writeStamp(stampFile(tools), identity(file));
}

/** Size and time stand for the content, so that a CLI replaced on PATH is asked for its version again. @param {string} file */
function identity(file) {
  const { size, mtimeMs } = statSync(file);
  return [temporalVersion, file, size, mtimeMs].join('\n');
}

function archiveUrl() {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  return `https://temporal.download/cli/archive/v${temporalVersion}?platform=${process.platform}&arch=${arch}`;
}

/** @param {string} tools */
function linkFile(tools) {
  return join(tools, 'bin/temporal');
}

/** @param {string} tools */
function stampFile(tools) {
  return join(tools, 'temporal.stamp');
}
