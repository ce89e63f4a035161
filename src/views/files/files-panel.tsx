import type { Child } from 'hono/jsx';
import { isRedProof } from '../../domain/build/proof-summary.ts';
import { type BuildState, proofOf, rehearsalOf } from '../../domain/build/state.ts';
import type { Snapshot } from '../../domain/project/snapshot.ts';
import type { RehearsalReport } from '../../domain/rehearsal/report.ts';
import type { WarehouseProof } from '../../domain/rehearsal/warehouse-proof.ts';
import { RewindMenu } from '../build/build-menu.tsx';
import { DecisionForm } from '../build/decision-form.tsx';
import { Statistics } from '../build/repository-card.tsx';
import { RolledBack } from '../build/rolled-back.tsx';
import { hx } from '../hx.ts';
import { AnswerPlace } from '../parts/answer.tsx';
import { Findings } from '../rehearsal/findings.tsx';
import { ProofLine } from '../rehearsal/proof.tsx';
import { RehearsalSummaryLine } from '../rehearsal/report.tsx';
import { type Conflict, Conflicts } from './conflicts.tsx';
import type { FileGroup } from './file-groups.ts';
import { FileTree } from './file-tree.tsx';

interface FilesPanelProps {
  readonly state: BuildState;
  readonly snapshot: Snapshot;
  readonly report: RehearsalReport | undefined;
  /** What was found where the project was proven for its warehouse. */
  readonly proof?: Pick<WarehouseProof, 'findings'> | undefined;
  readonly groups: readonly FileGroup[];
  readonly conflicts: readonly Conflict[];
  readonly repositoryName: string;
  /** The file that is open at first. */
  readonly children?: Child;
}

/** The project's files with their rehearsal; approved here, once it is green. */
export function FilesPanel(props: FilesPanelProps) {
  const { state, snapshot, report, proof, groups, conflicts, repositoryName, children } = props;
  const asked = state.ask?.kind === 'review-files';
  const green = rehearsalOf(state)?.passed === true;
  const proven = !isRedProof(proofOf(state));
  const findings = [...(report?.checks.flatMap((check) => check.findings) ?? []), ...(proof?.findings ?? [])];
  const counts = new Map<string, number>();
  for (const { path } of findings) if (path !== null) counts.set(path, (counts.get(path) ?? 0) + 1);
  return (
    <>
      <RolledBack state={state} />
      <section class="card">
        <RehearsalSummaryLine state={state} report={report} />
        <ProofLine state={state} />
        <Statistics statistics={snapshot.statistics} />
        <Findings buildId={state.id} findings={findings} />
        {asked ? (
          <DecisionForm
            state={state}
            kind="approve-files"
            label="Approve and publish"
            blocked={green && proven ? undefined : whyBlocked(green ? 'proof' : 'rehearsal', counts.size > 0)}
          >
            <label for="repositoryName">Name of the repository</label>
            <input
              id="repositoryName"
              name="repositoryName"
              value={repositoryName}
              maxlength={100}
              spellcheck={false}
            />
          </DecisionForm>
        ) : null}
        {asked && !(green && proven) ? <RehearseAgain state={state} /> : null}
        <p class="actions">
          <a href={`/builds/${state.id}/project.zip`} download>
            Download ZIP
          </a>
          <a href={`/builds/${state.id}/rehearsal`}>Whole rehearsal report</a>
        </p>
        {asked ? <RewindMenu state={state} /> : null}
      </section>
      <Conflicts state={state} conflicts={conflicts} />
      <div class="card files">
        <div>
          <FileTree buildId={state.id} groups={groups} findings={counts} edited={snapshot.edited} />
          {asked ? (
            <button
              type="button"
              class="small quiet"
              {...hx({ get: `/builds/${state.id}/files/new`, target: '#file', swap: 'innerHTML' })}
            >
              Add a file
            </button>
          ) : null}
        </div>
        <div id="file" aria-live="polite">
          {children}
        </div>
      </div>
    </>
  );
}

function whyBlocked(what: 'rehearsal' | 'proof', namesFile: boolean): string {
  return namesFile
    ? `The ${what} is red: mend the file that it names, then approve.`
    : `The ${what} is red: rehearse it again, or go back and draft it anew.`;
}

/** Where nothing in the files is at fault, another rehearsal is the way on. */
function RehearseAgain({ state }: { readonly state: BuildState }) {
  if (!state.ask) return null;
  const post = `/builds/${state.id}/rewind`;
  return (
    <form method="post" action={post} {...hx({ post, target: 'find .answer', disable: 'find button' })}>
      <input type="hidden" name="ask" value={String(state.ask.number)} />
      <input type="hidden" name="revision" value={String(state.revision)} />
      <input type="hidden" name="to" value="rehearse" />
      <div class="actions">
        <button type="submit" class="quiet">
          Rehearse again
        </button>
        <span class="hint">Runs the same files once more; it makes a new revision.</span>
        <AnswerPlace />
      </div>
    </form>
  );
}
