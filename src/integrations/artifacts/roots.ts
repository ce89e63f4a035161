import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Digest, digestSchema } from './digest.ts';
import { ArtifactRefused } from './errors.ts';
import { type Swept, sweep } from './sweep.ts';
import { isNotFound, writeOnce } from './write-once.ts';

/** What keeps artifacts alive: each build roots what it needs; a sweep removes what no root leads to. */
export interface ArtifactRoots {
  /** Adds to what a build holds on to, together with everything that these artifacts name. */
  root(build: string, digests: readonly Digest[]): Promise<void>;
  /** Lets go of all that a build held on to; unknown builds are fine. */
  unroot(build: string): Promise<void>;
  /** Removes artifacts that no root leads to and that are older than `graceMs`. One process sweeps at a time. */
  sweep(graceMs: number): Promise<Swept>;
}

/**
 * Roots as empty files `roots/<build>/<digest>` beside the artifacts: adding one is atomic,
 * so that several steps of a build may root at once.
 */
export function fileArtifactRoots(folder: string): ArtifactRoots {
  return {
    async root(build, digests) {
      const place = buildFolder(folder, build);
      const bad = digests.find((digest) => !digestSchema.safeParse(digest).success);
      if (bad !== undefined) throw new ArtifactRefused('Only a digest of 64 hex digits can be rooted.');
      for (const digest of new Set(digests)) await writeOnce(join(place, digest), '');
    },

    async unroot(build) {
      await rm(buildFolder(folder, build), { recursive: true, force: true });
    },

    async sweep(graceMs) {
      return sweep(folder, await readRoots(folder), Date.now() - graceMs);
    },
  };
}

async function readRoots(folder: string): Promise<Digest[]> {
  const builds = await namesIn(join(folder, 'roots'));
  const rooted = await Promise.all(builds.map((build) => namesIn(join(folder, 'roots', build))));
  return rooted.flat().filter((name) => digestSchema.safeParse(name).success);
}

/** The names in a folder; none when there is no such folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

function buildFolder(folder: string, build: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(build)) throw new ArtifactRefused(`"${build}" is not a build's id.`);
  return join(folder, 'roots', build);
}
