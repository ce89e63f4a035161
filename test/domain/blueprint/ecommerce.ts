import { fileURLToPath } from 'node:url';
import { type Brief, type BriefInput, briefSchema } from '../../../src/domain/brief/brief.ts';
import { loadBlueprint } from '../../../src/integrations/ai/builtin/load-blueprint.ts';

export const blueprintsFolder = fileURLToPath(new URL('../../../blueprints', import.meta.url));

/** The e-commerce blueprint as it is shipped. */
export const ecommerce = await loadBlueprint(`${blueprintsFolder}/ecommerce-orders`);

/** A brief of an online shop, with whatever a test is about. */
export function shopBrief(input: Partial<BriefInput> = {}): Brief {
  return briefSchema.parse({ company: 'Petal & Pine', industry: 'E-commerce', ...input });
}
