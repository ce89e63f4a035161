import type { ProjectFiles } from './render-input.ts';

/** Files that every project has of its own; what a template repository has there is of no use. */
const always = ['README.md', 'data_quality_demo_guide.md', 'dbt_project.yml', 'profiles.yml', '.gitignore'];

/**
 * The files of a template repository that can become part of a project at all: those that every project has of its own
 * are left out before anybody reads what they say.
 *
 * @param template files that the service itself begins every project with
 */
export function usableTemplateFiles<Content>(
  theirs: ReadonlyMap<string, Content>,
  template: ProjectFiles,
): Map<string, Content> {
  return besides(theirs, [...always, ...template.keys()]);
}

/**
 * A project with the files of a template repository besides its own. The project's own files win: a path that it has,
 * in whatever case, or that would be a file and a folder at once, stays as it was rendered.
 */
export function withTemplateRepository(own: ProjectFiles, theirs: ProjectFiles): ProjectFiles {
  const all = [...own, ...besides(theirs, own.keys())];
  return new Map(all.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function besides<Content>(theirs: ReadonlyMap<string, Content>, own: Iterable<string>): Map<string, Content> {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const path of own) {
    const folded = path.toLowerCase();
    files.add(folded);
    for (const folder of foldersOf(folded)) folders.add(folder);
  }
  const isFree = (path: string) => {
    const folded = path.toLowerCase();
    return !files.has(folded) && !folders.has(folded) && !foldersOf(folded).some((folder) => files.has(folder));
  };
  return new Map([...theirs].filter(([path]) => isFree(path)));
}

/** `a/b` and `a` of `a/b/c`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
