import { stringify } from 'yaml';

/** One environment of a demo on DuckDB. */
export interface ProfileTarget {
  readonly name: string;
  readonly schema: string;
}

export interface Profile {
  readonly profile: string;
  readonly target: ProfileTarget;
  /** Absolute, or relative to the project's folder, which every job works in, in a process of its own. */
  readonly databaseFile: string;
  readonly threads?: number;
}

/** DuckDB without files, extensions, attachments or settings that generated SQL could reach. */
const locked = {
  enable_external_access: false,
  lock_configuration: true,
  autoinstall_known_extensions: false,
  autoload_known_extensions: false,
  allow_community_extensions: false,
  memory_limit: '1GB',
};

/** A profiles.yml whose database is locked against everything but its own tables. */
export function renderProfile({ profile, target, databaseFile, threads = 2 }: Profile): string {
  const output = {
    type: 'duckdb',
    path: databaseFile,
    schema: target.schema,
    threads,
    config_options: { ...locked, threads },
  };
  return stringify({ [profile]: { target: target.name, outputs: { [target.name]: output } } });
}
