import type { Brief, DataVolume } from '../brief/brief.ts';
import type { Scenario } from './scenario.ts';

/** Rows that a source of a demo has: what the brief asks for, else what the scenario usually has, else the ten. */
export function dataVolumeOf(brief: Pick<Brief, 'data_volume'>, scenario: Pick<Scenario, 'data_volume'>): DataVolume {
  return brief.data_volume ?? scenario.data_volume ?? 'ten';
}
