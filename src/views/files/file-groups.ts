/** Files of one branch: main whole, the others only where they differ from it. */
export interface FileGroup {
  /** `main`, `batch:<id>` or `change:<id>`. */
  readonly id: string;
  readonly title: string;
  readonly paths: readonly string[];
}

/** A folder of a file tree: its folders, then its files, each sorted. */
export interface Folder {
  readonly name: string;
  readonly folders: readonly Folder[];
  readonly files: readonly { readonly name: string; readonly path: string }[];
}

/** Paths as a tree of folders. */
export function folderOf(paths: readonly string[], name = '', depth = 0): Folder {
  const here = paths.filter((path) => path.split('/').length === depth + 1);
  const deeper = Map.groupBy(
    paths.filter((path) => path.split('/').length > depth + 1),
    (path) => path.split('/')[depth] ?? '',
  );
  return {
    name,
    folders: [...deeper]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([folder, inside]) => folderOf(inside, folder, depth + 1)),
    files: here.map((path) => ({ path, name: path.split('/').at(-1) ?? path })),
  };
}
