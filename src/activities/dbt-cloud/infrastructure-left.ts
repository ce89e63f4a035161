import { type Removal, wordsOf } from '../../integrations/platform/dbt-cloud/remove-standing.ts';
import { StepError } from '../step-error.ts';

/** More would not be read. */
const mostListed = 8;

/** Of what stands in dbt Cloud although it was to be removed: a sentence with a link to each thing. */
export function infrastructureLeft(remaining: Removal['remaining'], why = 'It is to be removed.'): StepError {
  const listed = remaining
    .slice(0, mostListed)
    .map(({ standing, sentence }) => `${wordsOf(standing)} (${standing.url}): ${sentence.slice(0, 200)}`);
  const more = remaining.length - listed.length;
  const rest = more > 0 ? [`And ${more} more.`] : [];
  return new StepError(
    'infrastructure-left',
    [`dbt Cloud still has ${countOf(remaining.length)} of this demo. ${why}`, ...listed, ...rest].join(' '),
    {
      mend: 'Look at what dbt Cloud says of each, remove what stands in its way there, and try again.',
      retryable: true,
    },
  );
}

function countOf(things: number): string {
  return things === 1 ? 'one thing' : `${things} things`;
}
