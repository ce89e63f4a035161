import { answersOf } from '../../../src/domain/answer/answers-of.ts';
import { withConventionKeys } from '../../domain/answer/convention-keys.ts';
import { piecesOf } from '../../domain/answer/piece-answers.ts';
import { ecommerce } from '../../domain/blueprint/ecommerce.ts';

const { scenario, pieces } = ecommerce;
const { understanding, design, story } = answersOf(scenario);
const written = { ...pieces, rows: withConventionKeys(scenario, pieces.rows) };
const parts = piecesOf(scenario, written);
const sources = scenario.sources.map(({ system, table }) => ({ system, table }));
const models = [...scenario.intermediate, ...scenario.marts].map(({ name }) => name);

/** What a good model would answer to a prompt on the shop, found by what the prompt asks for. */
export function shopAnswer(prompt: string): unknown {
  if (prompt.startsWith('Work out what this customer')) return understanding;
  if (prompt.startsWith('Design the models')) return design;
  if (prompt.startsWith('The project stands')) return story;
  if (prompt.startsWith('Write the rows of one table')) {
    // The table comes first in its prompt; others follow as what it refers to.
    const places = sources.map(({ system, table }) => prompt.indexOf(`${system}.${table}`));
    const first = Math.min(...places.filter((place) => place >= 0));
    return parts['write-rows']?.[places.indexOf(first)];
  }
  const [, model] = /^Write the logic of the dbt model (\w+)/.exec(prompt) ?? [];
  if (model !== undefined) return parts['write-sql']?.[models.indexOf(model)];
  if (prompt.startsWith('Write the SQL that a pull request brings')) {
    return parts['write-change']?.[scenario.changes.findIndex(({ id }) => prompt.includes(id))];
  }
  throw new Error(`nobody would ask this: ${prompt.slice(0, 80)}`);
}

/** How many questions a whole demo of the shop takes: three for the scenario, and one a piece. */
export const shopQuestions = 3 + sources.length + models.length + scenario.changes.length;
