import type { ProjectFiles, RenderedProject } from '../../domain/project/render-input.ts';

/** All raw seeds as a batch has them: main's, and over them those that differ. */
export function seedsOf({ main, batches }: RenderedProject, batch: string): ProjectFiles {
  const seeds = [...main].filter(([path]) => path.startsWith('seeds/') && path.endsWith('.csv'));
  return new Map([...seeds, ...(batches.get(batch) ?? [])]);
}
