import { type KeptBoard, type Kpi, readBoard } from '../../domain/rehearsal/board.ts';
import { sayKpi, sayMove } from '../../domain/rehearsal/say-kpi.ts';
import type { Scenario } from '../../domain/scenario/scenario.ts';

interface KpiBoardProps {
  readonly buildId: string;
  readonly board: NonNullable<Scenario['board']>;
  /** ISO code of the amounts. */
  readonly currency: string;
  /** What the last production run left; nothing before the first, and where runs are not read. */
  readonly kept: KeptBoard | undefined;
}

const spans = [
  ['mtd', 'MTD', 'Month to date'],
  ['qtd', 'QTD', 'Quarter to date'],
  ['ytd', 'YTD', 'Year to date'],
  ['last_28', '28 days', 'The last 28 days'],
] as const;

/** The board that the demo's front end would draw, from the JSON that its mart's newest rows carry. */
export function KpiBoard({ buildId, board, currency, kept }: KpiBoardProps) {
  return (
    <section class="card" id="board">
      <div class="card-head">
        <h2>{board.title}</h2>
        {kept ? (
          <p class="quiet small">
            {kept.asOf}, from <code>{board.mart}</code> · <a href={`/builds/${buildId}/board.json`}>as JSON</a>
          </p>
        ) : null}
      </div>
      {kept ? (
        <Drawn {...{ kept, currency }} />
      ) : (
        <p class="quiet">
          It is drawn from <code>{board.mart}</code> after a production run on this machine.
        </p>
      )}
    </section>
  );
}

function Drawn({ kept, currency }: { readonly kept: KeptBoard; readonly currency: string }) {
  const { kpis, unreadable } = readBoard(kept);
  const [first] = unreadable;
  return (
    <>
      {inSections(kpis).map(({ section, kpis: those }) => (
        <>
          {section === undefined ? null : <h3>{section}</h3>}
          <div class="kpis">
            {those.map((kpi) => (
              <KpiCard {...{ kpi, currency }} />
            ))}
          </div>
        </>
      ))}
      {first ? (
        <details>
          <summary>
            {unreadable.length} {unreadable.length === 1 ? 'row is' : 'rows are'} not drawn: {first.why}
          </summary>
          {unreadable.map(({ payload }) => (
            <pre class="log">{payload ?? 'empty'}</pre>
          ))}
        </details>
      ) : null}
    </>
  );
}

/** The board's parts, each where its first KPI stands. */
function inSections(kpis: readonly Kpi[]) {
  return [...Map.groupBy(kpis, ({ section }) => section)].map(([section, those]) => ({ section, kpis: those }));
}

function KpiCard({ kpi, currency }: { readonly kpi: Kpi; readonly currency: string }) {
  const { label, code, format } = kpi;
  const say = (value: number | null) => sayKpi(value, format, currency);
  const now = sayMove(kpi.mtd, format, currency);
  return (
    <article class="kpi" aria-label={label}>
      <h4 title={code}>{label}</h4>
      <p class="figure">
        <strong>{say(kpi.mtd.value)}</strong> <Move {...now} /> <span class="quiet small">month to date</span>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="hidden">Span</span>
            </th>
            <th scope="col" class="number">
              Now
            </th>
            <th scope="col" class="number">
              Year before
            </th>
            <th scope="col" class="number">
              Change
            </th>
          </tr>
        </thead>
        <tbody>
          {spans.map(([span, short, title]) => (
            <tr>
              <th scope="row">
                <abbr title={title}>{short}</abbr>
              </th>
              <td class="number">{say(kpi[span].value)}</td>
              <td class="number">{say(kpi[span].prior)}</td>
              <td class="number">
                <Move {...sayMove(kpi[span], format, currency)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}

/** The words say what the colour and the arrow do. */
function Move({ direction, words }: ReturnType<typeof sayMove>) {
  return (
    <span class="move" data-direction={direction}>
      {words}
    </span>
  );
}
