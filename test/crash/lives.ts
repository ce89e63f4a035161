import type { BriefInput } from '../../src/domain/brief/brief.ts';
import { type Kill, kills, lostAnswer, midWork } from './kills.ts';

/** A demo whose whole life is disturbed, by the blueprint that it is drafted from. */
export interface Life {
  readonly blueprint: string;
  readonly brief: BriefInput;
  /** How many schedules it has. */
  readonly schedules: number;
  readonly kills: typeof kills;
  /** While nodes of a later command of its production are built: those before it are done by then. */
  readonly midProduction: Kill;
}

const brief = { company: 'Acme & Söhne', data_volume: 'ten' } as const;

/** What dbt says while it builds nodes: the run, and the node that it is at. */
const atNodes = /: \S/;

/** The positions of production's commands are those of its plan: the first is always `dbt deps`. */
const inCommand = (command: number): Kill => ({
  ...midWork('runDbtCommand', atNodes),
  input: { job: 'production', command },
});
const lostCommand = (command: number): Kill => ({
  ...lostAnswer('runDbtCommand'),
  input: { job: 'production', command },
});

/** Every blueprint's own way to run production is disturbed: one `dbt build`, the team's commands, layer by layer. */
export const lives: readonly Life[] = [
  {
    blueprint: 'ecommerce-orders',
    brief: { ...brief, industry: 'E-commerce' },
    schedules: 1,
    kills,
    midProduction: inCommand(1),
  },
  {
    blueprint: 'winery-kpi',
    brief: { ...brief, industry: 'Winery' },
    schedules: 2,
    kills: {
      ...kills,
      // All but the KPI layer, then the KPI layer, which is incremental: in its middle, and when all of it is there.
      'run-production': [lostCommand(2), inCommand(3), lostCommand(3), lostAnswer('finishRun')],
      // The one that ends red.
      'run-after-landing': [inCommand(2)],
    },
    midProduction: inCommand(3),
  },
  {
    blueprint: 'customer-360',
    brief: { ...brief, industry: 'Wholesale of spare parts' },
    schedules: 2,
    kills: {
      ...kills,
      // Intermediate views, then snapshots, which must not see a change that there was not, then marts.
      'run-production': [inCommand(3), lostCommand(4), inCommand(5), lostCommand(5), lostAnswer('finishRun')],
      'run-after-landing': [inCommand(2)],
    },
    midProduction: inCommand(5),
  },
];
