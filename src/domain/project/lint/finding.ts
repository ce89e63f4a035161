/** What is wrong in a file of a project, and where; `line` counts from 1. */
export interface Finding {
  readonly path: string;
  readonly line: number | null;
  readonly message: string;
}

/** The line of a position in a text, from 1. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
