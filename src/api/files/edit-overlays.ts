import { checkEdit } from '../../domain/project/lint/lint-project.ts';
import type { DbtSchemas } from '../../domain/project/lint/yaml.ts';
import { type Overlay, type Overlays, overlaysSchema, type Snapshot } from '../../domain/project/snapshot.ts';
import { digestOf } from '../../integrations/artifacts/digest.ts';
import { getJson } from '../../integrations/artifacts/json.ts';
import type { ArtifactStore } from '../../integrations/artifacts/store.ts';
import { listTree } from '../../integrations/artifacts/tree.ts';

/** A person's change to one file of the project under review. */
export type FileEdit =
  | { readonly kind: 'write'; readonly path: string; readonly content: string }
  /** After a conflict: the edit stands again, or the generated file does. */
  | { readonly kind: 'keep-mine'; readonly path: string }
  | { readonly kind: 'take-generated'; readonly path: string };

export type EditedOverlays =
  | { readonly ok: true; readonly overlays: Overlays }
  | { readonly ok: false; readonly errors: readonly string[] };

/** The edits of a revision with one more; each lies on the generated file that it was made on. */
export async function editOverlays(
  artifacts: ArtifactStore,
  snapshot: Snapshot,
  earlier: string | undefined,
  edit: FileEdit,
  schemas?: DbtSchemas,
): Promise<EditedOverlays> {
  const before = earlier === undefined ? [] : (await getJson(artifacts, overlaysSchema, earlier)).overlays;
  const standing = before.find(({ path }) => path === edit.path);
  const others = before.filter(({ path }) => path !== edit.path);
  const now = (await listTree(artifacts, snapshot.main)).get(edit.path) ?? null;
  const conflicting = snapshot.conflicts.find(({ path }) => path === edit.path);
  // A file that stands as edited hides the generated one; its overlay still names it.
  const beneath = standing && snapshot.edited.includes(edit.path) ? standing.beneath : now;

  if (edit.kind === 'take-generated') return done(others);
  if (edit.kind === 'keep-mine') {
    if (!conflicting) return refused('This file has no edit that waits for a choice.');
    return done([...others, { ...conflicting, beneath }]);
  }
  const content = edit.content.replaceAll('\r\n', '\n');
  const findings = checkEdit(edit.path, content, schemas);
  if (findings.length > 0) {
    return refused(...findings.map(({ line, message }) => (line === null ? message : `Line ${line}: ${message}`)));
  }
  // Written back as it was generated, the edit is none any more.
  if (digestOf(content) === beneath) return done(others);
  return done([...others, { path: edit.path, beneath, content }]);
}

function done(overlays: readonly Overlay[]): EditedOverlays {
  const read = overlaysSchema.safeParse({ schema: 'overlays/1', overlays });
  return read.success ? { ok: true, overlays: read.data } : refused('The edit is too large.');
}

function refused(...errors: string[]): EditedOverlays {
  return { ok: false, errors };
}
