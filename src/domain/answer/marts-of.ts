import type { Mart } from '../scenario/model.ts';
import { columnTests } from './column-tests.ts';
import type { MartAnswer } from './design.ts';

type Role = Mart['columns'][number]['semantic'];

/** A mart as a scenario has it. A load time has no role, and a metric's time always is one. */
export function martOf(answer: MartAnswer): Mart {
  const { name, title, purpose, business_questions, grain, inputs, metric_time } = answer;
  const { calendar_first: first, calendar_last: last, fiscal_year_begins: begins } = answer;
  return {
    name,
    ...(answer.declared_name ? { declared_name: true } : {}),
    ...(answer.schema === '' ? {} : { schema: answer.schema }),
    title,
    purpose,
    business_questions,
    grain,
    inputs,
    ...(first === '' ? {} : { calendar: { first, last, fiscal_year_begins: begins } }),
    columns: answer.columns.map((column): Mart['columns'][number] => {
      const semantic = roleOf(column, metric_time);
      return {
        name: column.name,
        type: column.type,
        description: column.description,
        ...(semantic === undefined ? {} : { semantic }),
        tests: columnTests(column.rules),
      };
    }),
    ...(answer.incremental
      ? {
          incremental: {
            loaded_at: answer.incremental_loaded_at,
            lookback_days: Math.min(30, Math.max(1, Math.round(answer.lookback_days))),
            reason: answer.incremental_reason,
          },
        }
      : {}),
    ...(metric_time === '' ? {} : { metric_time }),
  };
}

function roleOf({ name, role, entity, type }: MartAnswer['columns'][number], metricTime: string): Role {
  const time = type === 'date' || type === 'timestamp';
  switch (role) {
    case 'primary':
    case 'foreign':
      return entity === '' ? undefined : { kind: 'entity', entity, type: role };
    case 'dimension':
      return time ? { kind: 'time', granularity: 'day' } : { kind: 'dimension' };
    case 'day':
    case 'month':
      return time ? { kind: 'time', granularity: role } : { kind: 'dimension' };
    case 'none':
      return name === metricTime && time ? { kind: 'time', granularity: 'day' } : undefined;
  }
}
