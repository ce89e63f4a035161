import type { Child } from 'hono/jsx';
import type { ScenarioSection } from '../../domain/scenario/scenario.ts';
import { hx } from '../hx.ts';
import { Badge } from '../parts/badge.tsx';

interface SectionProps {
  readonly name: ScenarioSection;
  readonly title: string;
  readonly buildId: string;
  readonly editable: boolean;
  /** Left as it is when all is drafted anew. */
  readonly locked?: boolean;
  readonly children?: Child;
}

/** One section of the scenario; while the scenario is reviewed it can be edited where it stands. */
export function Section({ name, title, buildId, editable, locked = false, children }: SectionProps) {
  return (
    <section class="card" id={`section-${name}`} aria-labelledby={`title-${name}`}>
      <div class="card-head">
        <h2 id={`title-${name}`}>
          {title} {locked ? <Badge tone="quiet">locked</Badge> : null}
        </h2>
        {editable ? (
          <button
            type="button"
            class="small quiet"
            {...hx({ get: `/builds/${buildId}/scenario/${name}/edit`, target: `#edit-${name}`, swap: 'innerHTML' })}
          >
            Edit
          </button>
        ) : null}
      </div>
      <div id={`edit-${name}`} />
      {children}
    </section>
  );
}
