import type { Figures } from './figures.ts';

const columns: readonly (readonly [string, (one: Figures) => string])[] = [
  ['brief', ({ brief }) => brief],
  [
    'valid at once',
    ({ validAtOnce, sentBack, waiting }) =>
      validAtOnce ? 'yes' : sentBack > 0 ? `no, ${sentBack} sent back` : waiting > 0 ? 'waits' : 'no',
  ],
  ['green at once', ({ greenAtOnce, rehearsed }) => (rehearsed ? yesOrNo(greenAtOnce) : '')],
  ['green after repair', ({ greenAfterRepair, rehearsed }) => (rehearsed ? yesOrNo(greenAfterRepair) : '')],
  ['rounds', ({ rounds }) => String(rounds)],
  ['wishes met', ({ wishesMet, wishes }) => `${wishesMet} of ${wishes}`],
  [
    'seconds',
    ({ seconds, modelSeconds }) => (modelSeconds === null ? `${seconds}` : `${seconds}, model ${modelSeconds}`),
  ],
  ['tokens', ({ tokens, estimated }) => `${about(estimated)}${tokens.toLocaleString('en')}`],
  [
    'price',
    ({ price, currency, estimated }) =>
      price === null ? 'unknown' : `${about(estimated)}${price.toFixed(2)} ${currency}`,
  ],
];

/** The figures as a Markdown table, a line a brief. */
export function table(figures: readonly Figures[]): string {
  const rows = [columns.map(([title]) => title), ...figures.map((one) => columns.map(([, cell]) => cell(one)))];
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n');
}

function yesOrNo(so: boolean): string {
  return so ? 'yes' : 'no';
}

/** Reckoned from characters. */
function about(estimated: boolean): string {
  return estimated ? '~' : '';
}
