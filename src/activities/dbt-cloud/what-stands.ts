import { spokenAddress } from '../../domain/build/plan-preview.ts';
import type { Standing } from '../../integrations/platform/dbt-cloud/inventory.ts';
import { TerraformError, type TerraformErrorCode } from '../../integrations/terraform/terraform-error.ts';
import type { LookAround } from './look-around.ts';

/** Failures after which the account can be looked at, and of which a part may have been made. */
const inParts: ReadonlySet<TerraformErrorCode> = new Set([
  'terraform-token-not-allowed',
  'terraform-refused',
  'terraform-gone',
  'terraform-failed',
]);

/** A failed run of Terraform, with what was refused and what stands in dbt Cloud all the same, with links. */
export async function withWhatStands(error: unknown, { cloud, marker }: LookAround): Promise<unknown> {
  if (!(error instanceof TerraformError) || !inParts.has(error.code)) return error;
  // Where the account cannot be looked at either, the failure itself is said.
  const standing = await cloud.inventory(marker).then(
    (inventory) => inventory.standing,
    () => [],
  );
  const { refused } = error.run;
  const sentences = [
    ...(refused.length === 0 ? [] : [`Refused: ${refused.map(spokenAddress).join(', ')}.`]),
    ...(standing.length === 0 ? [] : [`It stands there so far: ${inWords(standing)}.`]),
  ];
  if (sentences.length === 0) return error;
  const sentence = [error.sentence, ...sentences].join(' ');
  return new TerraformError(error.code, sentence, { ...error.run, cause: error.cause });
}

/** The project and the connection with their pages, and how many there are of all else. */
function inWords(standing: readonly Standing[]): string {
  const of = (wanted: Standing['kind']) => standing.filter(({ kind }) => kind === wanted);
  const withPage = [...of('project'), ...of('connection')];
  const counts = new Map<string, number>();
  for (const { kind } of standing.filter((one) => !withPage.includes(one))) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [
    ...withPage.map(({ kind, name, url }) => `${kind} ${name} (${url})`),
    ...[...counts].map(([kind, count]) => `${count} ${plural(kind.replaceAll('-', ' '), count)}`),
  ].join(', ');
}

function plural(word: string, count: number): string {
  if (count === 1) return word;
  return word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`;
}
