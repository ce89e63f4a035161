import type { Context } from 'hono';
import type { BuildState } from '../../domain/build/state.ts';
import { FileEditor } from '../../views/files/file-editor.tsx';
import { Answer } from '../../views/parts/answer.tsx';
import { SectionEditor } from '../../views/scenario/section-editor.tsx';
import { answerPart, wantsPart } from '../answer-page.tsx';
import { ApiError } from '../api-error.ts';
import { isSection } from '../scenario/section-yaml.ts';

/** Whether a decision carries a text that somebody has worked on. */
export function isEdit({ kind, yaml, content }: Readonly<Record<string, string>>): boolean {
  return (kind === 'edit-scenario' && yaml !== undefined) || (kind === 'edit-files' && content !== undefined);
}

/** Says what is wrong with what was sent: an edit comes back as it was typed, everything else beside its button. */
export function refusedEdit(
  c: Context,
  state: BuildState,
  fields: Readonly<Record<string, string>>,
  errors: readonly string[],
): Response | Promise<Response> {
  const sentence = errors.join(' ');
  if (!wantsPart(c)) throw new ApiError(422, 'decision-unfit', sentence);
  if (fields.kind === 'edit-scenario' && isSection(fields.section)) {
    const editor = <SectionEditor state={state} section={fields.section} yaml={fields.yaml ?? ''} errors={errors} />;
    return answerPart(c, editor, 422);
  }
  if (fields.kind === 'edit-files' && fields.content !== undefined) {
    const { path = '', content, is_new: isNew } = fields;
    const editor = <FileEditor state={state} path={path} text={content} errors={errors} isNew={isNew === 'on'} />;
    return answerPart(c, editor, 422);
  }
  return answerPart(c, <Answer answer={{ kind: 'refused', sentence }} />, 422);
}
