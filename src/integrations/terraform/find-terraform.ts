import { execa } from 'execa';
import { z } from 'zod';
import { TerraformError } from './terraform-error.ts';

/** Write-only arguments and ephemeral variables came with this one. */
const oldest = { major: 1, minor: 11 } as const;

/** A Terraform that can be used. */
export interface Terraform {
  readonly path: string;
  readonly version: string;
}

const answer = z.object({ terraform_version: z.string() });

/**
 * Finds Terraform and asks for its version.
 * @param binary its path as configured (TERRAFORM_BIN); without it, `terraform` on PATH
 * @throws {TerraformError} `terraform-missing` or `terraform-too-old`
 */
export async function findTerraform(binary?: string): Promise<Terraform> {
  const path = binary || 'terraform';
  const version = await versionOf(path);
  if (version === undefined) {
    throw new TerraformError(
      'terraform-missing',
      binary ? `There is no Terraform at ${binary}.` : 'Terraform is not installed.',
    );
  }
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
    throw new TerraformError(
      'terraform-too-old',
      `Terraform ${version} is too old: ${oldest.major}.${oldest.minor} or newer is needed, so that secrets stay out of its state.`,
    );
  }
  return { path, version };
}

async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await execa(path, ['version', '-json'], {
      extendEnv: false,
      env: { PATH: process.env.PATH, CHECKPOINT_DISABLE: '1' },
      stdin: 'ignore',
      timeout: 30_000,
    });
    return answer.parse(JSON.parse(stdout)).terraform_version;
  } catch {
    return undefined;
  }
}
