import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  machinePath,
  requireGit,
  requireGo,
  requireNode,
  requireNpm,
  requirePython,
} from '../../scripts/setup/prerequisites.mjs';
import { fakeTree } from './fake-tree.ts';

/** A Python of that version; `venv` tells whether it can make environments. */
const python = (version: string, venv = true) => `#!/bin/sh
case "$2" in
  *version_info*) echo ${version};;
  *venv*) ${venv ? 'echo ok' : 'exit 1'};;
esac
`;

describe('what a machine must have', () => {
  it.each(['v18.20.0', '20.19.9'])('is a newer Node than %s', (version) => {
    expect(() => requireNode(version)).toThrow(/too old: install Node 20\.20 or newer/);
  });

  it.each(['v20.20.0', 'v22.1.0', 'v24.21.0'])('is Node %s', (version) => requireNode(version));

  it('is Git, npm and Python, each missed in one sentence', async () => {
    const path = await fakeTree();
    for (const [require, sentence] of [
      [requireGit, /^Git is missing: install it \([^.]+\)\.$/],
      [requireNpm, /^npm is missing: install it \(.+\)\.$/],
      [requirePython, /^Python is missing: install Python 3\.11 or newer with venv \([^\n]+\)\.$/],
      [requireGo, /^Go is missing, .* install Go 1\.26 or newer .*TEMPORAL_CLI.*\.$/],
    ] as const) {
      expect(() => require(path)).toThrow(expect.objectContaining({ code: 'prerequisite_missing' }));
      expect(() => require(path)).toThrow(sentence);
    }
  });

  it('is a Python that is new enough and has venv; the first such on PATH is taken', async () => {
    const path = await fakeTree({ python3: python('3.9.2') });
    expect(() => requirePython(path)).toThrow('Python 3.9.2 is too old');
    const bare = await fakeTree({ python3: python('3.12.1', false) });
    expect(() => requirePython(bare)).toThrow('Python 3.12.1 has no venv module');
    const both = await fakeTree({ python3: python('3.9.2'), 'python3.13': python('3.13.0') });
    expect(requirePython(both)).toBe(join(both, 'python3.13'));
    expect(requirePython(`${path}:${bare}:${both}`)).toBe(join(both, 'python3.13'));
  });

  it('is a Go that is new enough, where it is needed', async () => {
    const go = (version: string) => `#!/bin/sh\necho ${version}\n`;
    const old = await fakeTree({ go: go('go1.21.3') });
    expect(() => requireGo(old)).toThrow('Go 1.21.3 is too old');
    const good = await fakeTree({ go: go('go1.26.4') });
    expect(requireGo(good)).toBe(join(good, 'go'));
  });

  it("is looked for outside node_modules, whose Node is what's being replaced", () => {
    expect(machinePath('/a/node_modules/.bin:/usr/bin:/b/node_modules/.bin/')).toBe('/usr/bin');
  });
});
