import { expect, test } from 'vitest';
import { renderProject } from '../../../src/domain/project/render-project.ts';
import { usableTemplateFiles, withTemplateRepository } from '../../../src/domain/project/with-template-repository.ts';
import { readTemplate } from '../../../src/integrations/template/read.ts';
import { libraryInput } from '../fixtures/library.ts';

const template = await readTemplate('template');
const { main } = renderProject(libraryInput(), template);
const theirs = (...paths: string[]) => new Map(paths.map((path) => [path, `theirs: ${path}`]));

test('a project has the files of a template repository besides its own, in the order of their paths', () => {
  const files = withTemplateRepository(main, theirs('macros/house_style.sql', 'CONTRIBUTING.md'));
  expect([...files.keys()]).toEqual([...main.keys(), 'CONTRIBUTING.md', 'macros/house_style.sql'].sort());
  expect(files.get('macros/house_style.sql')).toBe('theirs: macros/house_style.sql');
});

test('what the project has of its own stays as it was rendered, in whatever case the other is written', () => {
  const clashing = theirs('dbt_project.yml', 'readme.md', 'Macros/as_of.sql', 'models', 'README.md/more.md');
  expect(withTemplateRepository(main, clashing)).toEqual(main);
});

test('files that every project has are left out of a template repository before they are read', () => {
  const begun = ['README.md', 'data_quality_demo_guide.md', 'dbt_project.yml', 'profiles.yml', '.gitignore'];
  const own = [...begun, 'macros/as_of.sql'];
  for (const path of own) expect(main.has(path)).toBe(true);
  expect([...usableTemplateFiles(theirs(...own, 'Profiles.yml', 'LICENSE'), template).keys()]).toEqual(['LICENSE']);
});
