import { expect, test } from 'vitest';
import { stepNames } from '../../../src/domain/build/phase.ts';
import { pieceSteps } from '../../../src/domain/build/piece-choice.ts';
import { stepIn, stepOfActivity, stepOfJob, stepOfResumed } from '../../../src/domain/build/step-sources.ts';

test('every step of the phase table is told of by an activity or a job, so that none vanishes from a history', () => {
  const sources = [...Object.values(stepOfActivity), ...Object.values(stepOfJob)];
  const told = sources.flatMap((source) =>
    source === null || source === 'named-by-input' || source === 'job-named-by-input'
      ? []
      : [stepIn(source, 'files'), stepIn(source, 'live')],
  );
  expect([...new Set([...told, ...pieceSteps, stepOfResumed])].sort()).toEqual([...stepNames].sort());
});
