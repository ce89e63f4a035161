import { hx } from '../hx.ts';
import { type FileGroup, type Folder, folderOf } from './file-groups.ts';

interface FileTreeProps {
  readonly buildId: string;
  readonly groups: readonly FileGroup[];
  /** How much was found in each file of main. */
  readonly findings: ReadonlyMap<string, number>;
  readonly edited: readonly string[];
}

/** All files to pick from, branch by branch. */
export function FileTree({ buildId, groups, findings, edited }: FileTreeProps) {
  return (
    <nav class="tree" aria-label="Files">
      {groups.map((group, index) => (
        <details open={index === 0}>
          <summary>
            {group.title} <span class="quiet">{group.paths.length}</span>
          </summary>
          <Tree folder={folderOf(group.paths)} group={group.id} {...{ buildId, findings, edited }} />
        </details>
      ))}
    </nav>
  );
}

interface TreeProps extends Omit<FileTreeProps, 'groups'> {
  readonly folder: Folder;
  readonly group: string;
}

function Tree({ folder, group, ...rest }: TreeProps) {
  return (
    <ul>
      {folder.folders.map((inside) => (
        <li>
          <details open={['models', 'marts', 'intermediate', 'staging'].includes(inside.name) || group !== 'main'}>
            <summary class="folder">{inside.name}</summary>
            <Tree folder={inside} group={group} {...rest} />
          </details>
        </li>
      ))}
      {folder.files.map(({ name, path }) => (
        <li>
          <FileLink name={name} path={path} group={group} {...rest} />
        </li>
      ))}
    </ul>
  );
}

function FileLink({
  name,
  path,
  group,
  buildId,
  findings,
  edited,
}: Omit<TreeProps, 'folder'> & { readonly name: string; readonly path: string }) {
  const url = fileUrl(buildId, group, path);
  const found = group === 'main' ? findings.get(path) : undefined;
  return (
    <a href={url} {...hx({ get: url, target: '#file', swap: 'innerHTML' })}>
      {name}
      {edited.includes(path) && group === 'main' ? <span class="quiet"> edited</span> : null}
      {found ? <span class="error"> {found} found</span> : null}
    </a>
  );
}

export function fileUrl(buildId: string, group: string, path: string): string {
  return `/builds/${buildId}/files/view?${new URLSearchParams({ group, path })}`;
}
