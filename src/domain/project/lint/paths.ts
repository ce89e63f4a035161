import type { Finding } from './finding.ts';

const longestPath = 200;
/** Names that Windows keeps for devices. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether a path stays inside the project on every file system; a sentence when it does not. */
export function checkPath(path: string): Finding[] {
  const refuse = (message: string): Finding[] => [{ path: path.slice(0, longestPath), line: null, message }];
  const parts = path.split('/');
  if (path.length > longestPath) return refuse(`A path may have at most ${longestPath} characters.`);
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    return refuse('A path is relative to the project, and no part of it is empty, "." or "..".');
  }
  if (!parts.every((part) => /^[A-Za-z0-9._-]+$/.test(part) && !part.endsWith('.') && !devices.test(part))) {
    return refuse('A path is made of letters, digits, dots, hyphens and underscores.');
  }
  if (parts.some((part) => /^\.git$/i.test(part))) return refuse("Git's own folder is not part of a project.");
  if (/^(target|logs|dbt_packages|dbt_modules|dbt_internal_packages)\//i.test(path)) {
    return refuse('What dbt writes by itself, packages included, is not part of a project.');
  }
  if (/^\.github\/(workflows|actions)\//i.test(path)) {
    return refuse('Workflows of GitHub are left out: they would run by themselves in the repository’s account.');
  }
  if (/\.py$/i.test(path)) return refuse('Python models are left out: they run arbitrary code.');
  if (/^(packages|dependencies)\.yml$|^package-lock\.yml$/i.test(path)) {
    return refuse('The project uses no packages, so that it runs without a network.');
  }
  return [];
}

/** Paths that one file system or another cannot tell apart, or that are a file and a folder at once. */
export function checkPaths(paths: readonly string[]): Finding[] {
  const seen = new Map<string, string>();
  const folded = new Set(paths.map((path) => path.toLowerCase()));
  return paths.flatMap((path) => {
    const key = path.toLowerCase();
    const other = seen.get(key);
    seen.set(key, path);
    const folder = key
      .split('/')
      .slice(0, -1)
      .map((_, depth, parts) => parts.slice(0, depth + 1).join('/'));
    return [
      ...(other === undefined ? [] : [{ path, line: null, message: `It differs from ${other} by case alone.` }]),
      ...folder
        .filter((part) => folded.has(part))
        .map((part) => ({ path, line: null, message: `${part} cannot be a file and a folder at once.` })),
    ];
  });
}
