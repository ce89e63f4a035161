import type { BuildState } from '../../domain/build/state.ts';
import type { UsedPrompt } from '../../domain/build/used-prompt.ts';
import type { PromptPreview, ShownPrompt } from '../../domain/prompt/preview.ts';
import { Page } from '../layout.tsx';

/** Characters that a token has, about. */
const perToken = 4;

/** Every question as it would be sent, with its size and what all of them carry. */
export function PromptPreviewPart({ preview }: { readonly preview: PromptPreview }) {
  const { system, guidance, longestGuidance, prompts } = preview;
  const used = guidance.reduce((sum, { characters }) => sum + characters, 0);
  const all = prompts.reduce((sum, { context, prompt }) => sum + context.length + prompt.length + system.length, 0);
  return (
    <section class="card prompts" aria-label="What a model would be asked">
      <p>
        {prompts.length === 1 ? 'One question' : `${prompts.length} questions`}, {size(all)} together. What is wrong
        with an answer is sent back with that answer. With the built-in provider nothing of this is sent.
      </p>
      <details class="group">
        <summary>Rules that go with every question: {size(system.length)}</summary>
        <Text label="The rules">{system}</Text>
      </details>
      <p>
        <span class="label">Guidance of your team</span> {count(used)} of at most {count(longestGuidance)} characters,
        in <code>prompts/guidance/</code>
        {guidance.length === 0 ? ': no files.' : ':'}
      </p>
      {guidance.length === 0 ? null : (
        <ul>
          {guidance.map(({ file, characters }) => (
            <li>
              <code>{file}</code> <span class="quiet">{count(characters)} characters</span>
            </li>
          ))}
        </ul>
      )}
      {prompts.map((shown) => (
        <Question shown={shown} />
      ))}
    </section>
  );
}

/** A long text that can be scrolled by keyboard, too. */
function Text({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    <section class="text" aria-label={label} tabindex={0}>
      <pre class="code">{children}</pre>
    </section>
  );
}

function Question({ shown }: { readonly shown: ShownPrompt }) {
  const { task, subject, context, prompt, differs } = shown;
  return (
    <details class="group prompt">
      <summary>
        <code>{task}</code> {subject === undefined ? null : <strong>{subject} </strong>}
        <span class="quiet">{size(context.length + prompt.length)}</span>
      </summary>
      {differs === undefined ? (
        <p class="quiet">It is sent exactly so.</p>
      ) : (
        <p class="notice">It may still differ: {differs}</p>
      )}
      {context === '' ? null : (
        <>
          <p class="label">Shared by the questions of this draft: {size(context.length)}</p>
          <Text label={`What ${task} shares`}>{context}</Text>
        </>
      )}
      <p class="label">Its own: {size(prompt.length)}</p>
      <Text label={`The prompt ${task}`}>{prompt}</Text>
    </details>
  );
}

interface PromptsPageProps {
  readonly state: BuildState;
  readonly preview: PromptPreview;
}

/** A page of its own for a build: what would be asked now, and what it was asked with so far. */
export function PromptsPage({ state, preview }: PromptsPageProps) {
  return (
    <Page title={`Prompts for ${state.company}`} wide>
      <p>
        <a href={`/builds/${state.id}`}>Back to the demo</a>
      </p>
      <h1>What a model is asked for {state.company}</h1>
      <UsedPrompts prompts={state.prompts ?? []} />
      <PromptPreviewPart preview={preview} />
    </Page>
  );
}

function UsedPrompts({ prompts }: { readonly prompts: readonly UsedPrompt[] }) {
  if (prompts.length === 0) return <p class="quiet">No model has been asked for this demo so far.</p>;
  return (
    <details class="group">
      <summary>{prompts.length} prompt files that this demo was made with</summary>
      <table>
        <thead>
          <tr>
            <th>File</th>
            <th>SHA-256 of its text</th>
          </tr>
        </thead>
        <tbody>
          {prompts.map(({ name, digest }) => (
            <tr>
              <td>
                <code>{name}</code>
              </td>
              <td>
                <code>{digest}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function size(characters: number): string {
  return `${count(characters)} characters, about ${count(Math.ceil(characters / perToken))} tokens`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
