import { createHash } from 'node:crypto';
import { chooseBlueprint } from '../../../domain/blueprint/choose-blueprint.ts';
import { draft } from '../../../domain/blueprint/draft.ts';
import { redraft } from '../../../domain/blueprint/instructions/redraft.ts';
import { withLocked } from '../../../domain/blueprint/instructions/with-locked.ts';
import { renamePieces } from '../../../domain/blueprint/rename-pieces.ts';
import type { Pieces } from '../../../domain/project/piece.ts';
import { type Scenario, scenarioSchema } from '../../../domain/scenario/scenario.ts';
import type { AiProvider } from '../provider.ts';
import { BuiltinProviderError } from './builtin-provider-error.ts';
import { type LoadedBlueprint, loadBlueprints } from './load-blueprint.ts';

/** Raised whenever the same blueprints and the same request may be answered differently. */
const codeVersion = '1';

/**
 * The provider that needs no key: it answers from the blueprints in a folder, which it reads once.
 *
 * @throws BlueprintError when a blueprint cannot be read; BuiltinProviderError when there is none
 */
export async function createBuiltinProvider(folder: string): Promise<AiProvider> {
  const blueprints = await loadBlueprints(folder);
  if (blueprints.length === 0) throw new BuiltinProviderError('no-blueprint', 'There is no blueprint to draft from.');
  const hash = createHash('sha256').update(codeVersion);
  for (const { digest } of blueprints) hash.update(digest);

  return {
    name: 'builtin',
    version: hash.digest('hex').slice(0, 16),

    async draftScenario({ brief, previous, instructions, locked = [] }, { signal, progress }) {
      signal.throwIfAborted();
      if (previous) {
        const blueprint = originOf(blueprints, previous) ?? chooseBlueprint(blueprints, brief)?.blueprint;
        if (blueprint) {
          progress(`Drafting anew from ${blueprint.card.label}`);
          const wish = instructions ?? { text: '' };
          const drafted = redraft(blueprint, brief, previous, wish);
          return scenarioSchema.parse(withLocked(previous, drafted, wish.section === undefined ? locked : []));
        }
      }
      progress('Choosing a blueprint');
      return scenarioSchema.parse(draft(blueprints, brief));
    },

    async generateRows({ scenario, source }, { signal }) {
      signal.throwIfAborted();
      const piece = piecesOf(blueprints, scenario).rows.find((candidate) => candidate.source === source);
      if (!piece) throw notInBlueprint(`the source ${source}`);
      const planned = new Set(scenario.incidents.map(({ id }) => id));
      const incidents = Object.entries(piece.incidents).filter(([id]) => planned.has(id));
      return { ...piece, incidents: Object.fromEntries(incidents) };
    },

    async generateSql({ scenario, model }, { signal }) {
      signal.throwIfAborted();
      const piece = piecesOf(blueprints, scenario).sql.find((candidate) => candidate.model === model);
      if (!piece) throw notInBlueprint(`the model ${model}`);
      return piece;
    },

    async generateChange({ scenario, change }, { signal }) {
      signal.throwIfAborted();
      const piece = piecesOf(blueprints, scenario).changes.find((candidate) => candidate.change === change);
      if (!piece) throw notInBlueprint(`the change ${change}`);
      return piece;
    },
  };
}

function originOf(blueprints: readonly LoadedBlueprint[], { origin }: Scenario): LoadedBlueprint | undefined {
  return blueprints.find(({ card }) => card.name === origin?.blueprint);
}

/** The pieces of the blueprint that a scenario came from, in the scenario's words. */
function piecesOf(blueprints: readonly LoadedBlueprint[], scenario: Scenario): Pieces {
  const blueprint = originOf(blueprints, scenario);
  if (!blueprint) {
    throw new BuiltinProviderError(
      'no-blueprint',
      'The scenario came from no blueprint that is here, so its SQL and rows have to be written by hand or by an AI provider.',
    );
  }
  return renamePieces(blueprint.pieces, scenario.origin?.renames ?? []);
}

function notInBlueprint(what: string): BuiltinProviderError {
  return new BuiltinProviderError(
    'not-in-blueprint',
    `The blueprint has nothing for ${what}. Give it the name that it had, rename it by an instruction, or use an AI provider.`,
  );
}
