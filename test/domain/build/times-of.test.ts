import { expect, it } from 'vitest';
import { timesOf } from '../../../src/domain/build/times-of.ts';
import { aState } from '../../views/fixtures/states.ts';

const nightly = { id: 'nightly', title: 'At night', cron: '0 3 * * *', fullRefresh: true };
const scheduled = aState({ outline: { title: 'Orders', incidents: [], changes: [], schedules: [nightly] } });

it('production runs as the settings say, by the scenario’s schedules, or as a person wishes', () => {
  expect(timesOf(aState())).toEqual({ cron: '0 6 * * *' });
  expect(timesOf(scheduled)).toEqual({ cron: '0 3 * * *', schedules: [nightly] });
  expect(timesOf(scheduled, '30 7 * * *')).toEqual({ cron: '30 7 * * *' });
});
