import type { ProjectFiles } from './render-input.ts';
import type { Overlay } from './snapshot.ts';

/** The files as a person left them, the edits that lie on top, and those whose file beneath has changed since. */
export interface Overlaid {
  readonly files: ProjectFiles;
  readonly conflicts: Overlay[];
  readonly edited: string[];
}

/**
 * Lays hand edits over rendered files. An edit holds while the file beneath is the one that it was made on; otherwise
 * the rendered file stands and the edit is handed back, so that a person can choose.
 */
export function applyOverlays(
  rendered: ProjectFiles,
  overlays: readonly Overlay[],
  digestOf: (content: string) => string,
): Overlaid {
  const files = new Map(rendered);
  const conflicts: Overlay[] = [];
  const edited: string[] = [];
  for (const overlay of overlays) {
    const beneath = rendered.get(overlay.path);
    if ((beneath === undefined ? null : digestOf(beneath)) === overlay.beneath) {
      files.set(overlay.path, overlay.content);
      edited.push(overlay.path);
    } else {
      conflicts.push(overlay);
    }
  }
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), conflicts, edited: edited.sort() };
}
