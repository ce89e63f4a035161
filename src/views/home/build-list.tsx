import { phases, phaseTable } from '../../domain/build/phase.ts';
import type { BuildStatus } from '../../domain/build/state.ts';
import { statusTones, statusWords } from '../build/words.ts';
import { hx } from '../hx.ts';
import { Page } from '../layout.tsx';
import { Badge } from '../parts/badge.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { formatPrice, spentInWords } from '../parts/spending.ts';
import { formatInstant } from '../parts/when.ts';
import { type LeftBehind, Leftovers } from './leftovers.tsx';

/** A build as the list shows it. */
export interface ListedBuild {
  readonly id: string;
  readonly company: string;
  readonly industry: string;
  readonly owner: string;
  readonly phase: keyof typeof phaseTable;
  readonly status: BuildStatus;
  readonly updatedAt: string;
  readonly expiresAt?: string | undefined;
}

export interface BuildListProps {
  readonly builds: readonly ListedBuild[];
  /** What asking models cost, by build. */
  readonly spending: ReadonlyMap<string, Parameters<typeof spentInWords>[0]>;
  /** What stands of demos that have ended. */
  readonly leftovers: readonly LeftBehind[];
  readonly filter: { readonly text: string; readonly phase: string; readonly status: string };
  /** The address of the next page, where there is one. */
  readonly more?: string | undefined;
  /** Whether nothing was ever built here. */
  readonly none: boolean;
}

/** All demos, open and ended. */
export function BuildListPage(props: BuildListProps) {
  return (
    <Page title="Demos">
      <h1>Demos</h1>
      <Leftovers left={props.leftovers} />
      {props.none ? <Welcome /> : <SearchableList {...props} />}
    </Page>
  );
}

function Welcome() {
  return (
    <section class="card welcome">
      <h2>Your first demo is a few minutes away</h2>
      <p>
        Paste the notes of a sales call, or pick an example. You get a scenario to review, a dbt project that was run
        for real before you see it, and a page to hold the call from: with data that breaks on cue and mends again.
      </p>
      <a class="button" href="/builds/new">
        Make a demo
      </a>
    </section>
  );
}

function SearchableList(props: BuildListProps) {
  const { filter } = props;
  return (
    <>
      <search>
        <form
          class="search"
          action="/"
          {...hx({ get: '/', target: '#builds', trigger: 'input delay:250ms, change, submit', sync: 'replace' })}
        >
          <label class="hidden" for="text">
            Search
          </label>
          <input id="text" name="text" type="search" value={filter.text} placeholder="Company, industry, repository…" />
          <label class="hidden" for="phase">
            Phase
          </label>
          <select id="phase" name="phase">
            <option value="">Every phase</option>
            {phases.map((phase) => (
              <option value={phase} selected={filter.phase === phase}>
                {phaseTable[phase].title}
              </option>
            ))}
          </select>
          <label class="hidden" for="status">
            Status
          </label>
          <select id="status" name="status">
            <option value="">Open and ended</option>
            {Object.entries(statusWords).map(([status, word]) => (
              <option value={status} selected={filter.status === status}>
                {word}
              </option>
            ))}
          </select>
        </form>
      </search>
      <div id="builds" aria-live="polite">
        <BuildTable {...props} />
      </div>
    </>
  );
}

/** The rows alone, as the search swaps them. */
export function BuildTable({ builds, spending, more }: Pick<BuildListProps, 'builds' | 'spending' | 'more'>) {
  if (builds.length === 0) return <p class="quiet">No demo fits this search.</p>;
  return (
    <>
      <Scroll label="Demos">
        <table class="builds">
          <thead>
            <tr>
              <th>Company</th>
              <th>Phase</th>
              <th>Status</th>
              <th>Owner</th>
              {spending.size === 0 ? null : <th>Models</th>}
              <th>Updated (UTC)</th>
            </tr>
          </thead>
          <tbody>
            {builds.map(({ id, company, industry, owner, phase, status, updatedAt }) => (
              <tr>
                <td>
                  <a href={`/builds/${id}`}>{company}</a>
                  <div class="quiet small">{industry}</div>
                </td>
                <td>{phaseTable[phase].title}</td>
                <td>
                  <Badge tone={statusTones[status]}>{statusWords[status]}</Badge>
                </td>
                <td>{owner}</td>
                {spending.size === 0 ? null : <Spent spent={spending.get(id)} />}
                <td>{formatInstant(updatedAt, 'UTC')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {more ? (
        <p>
          <a href={more}>Older ones</a>
        </p>
      ) : null}
    </>
  );
}

function Spent({ spent }: { readonly spent: Parameters<typeof spentInWords>[0] | undefined }) {
  if (spent === undefined) return <td class="quiet">none</td>;
  return <td title={spentInWords(spent)}>{spent.prices.map(formatPrice).join(', ') || 'unknown price'}</td>;
}
