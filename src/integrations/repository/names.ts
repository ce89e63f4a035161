import { repositoryName } from '../../domain/build/decision.ts';
import { RepositoryError } from './errors.ts';

/** Refuses a name that could lead out of the repositories' folder, or a build id that is none. */
export function checkHandle({ name, build }: { readonly name: string; readonly build: string }): void {
  const checked = repositoryName.safeParse(name);
  if (!checked.success || checked.data !== name) {
    throw new RepositoryError('repository-input', `"${name}" cannot be a repository's name.`);
  }
  checkBuild(build);
}

/** Refuses what is not a build's id. */
export function checkBuild(build: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(build)) {
    throw new RepositoryError('repository-input', `"${build}" is not a build's id.`);
  }
}

/** Refuses branch names that Git refuses, and any that could be taken for an option. */
export function checkBranch(branch: string): void {
  const parts = branch.split('/');
  const allowed = parts.every((part) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(part) && !/\.lock$|\.$|\.\./.test(part));
  if (!allowed || branch.length > 200) {
    throw new RepositoryError('repository-input', `"${branch}" cannot be a branch's name.`);
  }
}

/** Refuses paths that lead out of the project or into Git's own folder, and a file that is also a folder. */
export function checkPaths(paths: ReadonlySet<string>): void {
  for (const path of paths) {
    const parts = path.split('/');
    const leadsOut = parts.some((part) => part === '' || part === '.' || part === '..' || /^\.git$/i.test(part));
    if (leadsOut || path.includes('\0') || Buffer.from(path).toString() !== path) {
      throw new RepositoryError('repository-input', `"${path}" cannot be a file's path in a repository.`);
    }
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/');
      if (paths.has(folder)) {
        throw new RepositoryError('repository-input', `"${folder}" cannot be a file and a folder at once.`);
      }
    }
  }
}

/** An ISO instant as whole seconds since 1970, the precision that Git keeps. */
export function commitSeconds(at: string): number {
  const milliseconds = Date.parse(at);
  if (Number.isNaN(milliseconds) || milliseconds < 0) {
    throw new RepositoryError('repository-input', `"${at}" is not an instant that a commit can have.`);
  }
  return Math.floor(milliseconds / 1000);
}
