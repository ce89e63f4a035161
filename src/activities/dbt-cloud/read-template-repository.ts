import type { Finding } from '../../domain/project/lint/finding.ts';
import { lintProject } from '../../domain/project/lint/lint-project.ts';
import { usableTemplateFiles } from '../../domain/project/with-template-repository.ts';
import { putTree } from '../../integrations/artifacts/tree.ts';
import { GitHubError } from '../../integrations/repository/github/github-error.ts';
import type { StepContext } from '../as-step.ts';
import type { Dependencies } from '../dependencies.ts';
import type { DbtCloudActivities, InAccounts } from './contract.ts';
import { openBuildGitHub } from './open-services.ts';
import type { AccountDeps } from './services.ts';

/**
 * Reads the template repository at a commit that stays the same for the whole build, and holds it to the rules that every
 * file of a project is held to, before any work is done for it.
 *
 * @throws GitHubError `template-unfit` with the first file that breaks a rule, and why
 */
export function readTemplateRepository(
  deps: AccountDeps & Pick<Dependencies, 'template' | 'dbtSchemas'>,
): (input: InAccounts, context: StepContext) => ReturnType<DbtCloudActivities['readTemplateRepository']> {
  const { artifacts, services, template, dbtSchemas } = deps;
  return async ({ access }, context) => {
    if (services.templateRepository === undefined) return null;
    const { url, ref } = services.templateRepository;
    context.progress('Reading the template repository');
    const github = await openBuildGitHub(deps, access, context);
    const { commit, files } = await github.readTemplateAt(url, ref);
    const usable = usableTemplateFiles(files, template);
    const decoder = new TextDecoder();
    const texts = new Map([...usable].map(([path, content]) => [path, decoder.decode(content)]));
    const [first, ...others] = lintProject(texts, template, dbtSchemas);
    if (first !== undefined) throw new GitHubError('template-unfit', refusal(first, others.length));
    return { url, commit, files: await putTree(artifacts, usable) };
  };
}

function refusal({ path, line, message }: Finding, others: number): string {
  const where = line === null ? path : `${path}, line ${line}`;
  const more = others === 0 ? '' : ` ${others === 1 ? 'One other rule is' : `${others} other rules are`} broken, too.`;
  return `The template repository cannot be used. ${where}: ${message}${more}`;
}
