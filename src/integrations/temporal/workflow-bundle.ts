import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { codeVersion } from '../artifacts/code-version.ts';
import { failureConverterPath } from './data-converter.ts';

const source = fileURLToPath(new URL('../../', import.meta.url));
const workflowsPath = join(source, 'workflows', 'index.ts');

/**
 * The workflow code as one bundle. Bundling takes seconds, so it is kept in `folder` under a digest of the code that
 * goes in and of the SDK's version, which must be the worker's own.
 */
export async function workflowBundle(folder: string): Promise<{ code: string }> {
  const version = await codeVersion(source, ['workflows', 'domain']);
  const sdk = JSON.parse(await readFile(new URL('../../../package-lock.json', import.meta.url), 'utf8'));
  const file = join(
    folder,
    `workflows-${sdk.packages['node_modules/@temporalio/worker'].version}-${version.slice(0, 16)}.js`,
  );
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return { code: kept };
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    failureConverterPath,
    logger: new DefaultLogger('ERROR'),
  });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, code);
  await rename(`${file}.${process.pid}`, file);
  return { code };
}
