import type { Exposure } from '../../scenario/model.ts';
import { plainLine, plainText } from '../plain-text.ts';
import { yamlFile } from './yaml-file.ts';

/** What hangs on the marts outside of dbt. */
export function exposureProperties(exposures: readonly Exposure[]): string | undefined {
  if (exposures.length === 0) return undefined;
  return yamlFile({
    version: 2,
    exposures: exposures.map(({ name, label, type, description, owner, depends_on }) => ({
      name,
      label: plainLine(label),
      type,
      description: plainText(description),
      owner: { name: plainLine(owner) },
      depends_on: depends_on.map((model) => `ref('${model}')`),
    })),
  });
}
