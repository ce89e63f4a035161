import { spokenAddress } from '../../domain/build/plan-preview.ts';
import type { Diagnostic } from './events.ts';
import { saysOfRefusal } from './refusal.ts';
import type { CommandEnd } from './run-terraform.ts';
import { type FailedRun, TerraformError, type TerraformErrorCode } from './terraform-error.ts';

interface Rule {
  readonly code: TerraformErrorCode;
  readonly sign: RegExp;
  readonly sentence: string | ((text: string) => string);
}

/** Read from the top: the first whose sign is in any diagnostic says what it is. */
const rules: readonly Rule[] = [
  {
    // First, as the answer that it quotes may hold any words.
    code: 'terraform-refused',
    sign: /resource-not-found: \{/,
    sentence: (text) => `dbt Cloud refused it: ${saysOfRefusal(text)}`,
  },
  {
    code: 'terraform-busy',
    sign: /state lock|already locked/i,
    sentence: 'Another run of Terraform still works on this demo.',
  },
  {
    code: 'terraform-provider-crashed',
    sign: /plugin (did not respond|crashed)|panic:|plugin6?\.\(\*GRPCProvider\)|connection to the plugin/i,
    sentence: 'The dbt Cloud provider of Terraform crashed.',
  },
  {
    code: 'terraform-provider-missing',
    sign: /failed to query available provider|provider.*(not available|could not be (found|installed))|failed to (install|read|retrieve) provider|required plugins are not installed|local package|provider mirror/i,
    sentence: 'Terraform found no dbt Cloud provider.',
  },
  {
    code: 'terraform-token-refused',
    sign: /unauthorized:|status code 401/,
    sentence: 'dbt Cloud refused the token.',
  },
  {
    code: 'terraform-token-not-allowed',
    sign: /forbidden:|resource-not-found-permissions|does not have access to the account|unexpected status code 403/,
    sentence: 'dbt Cloud’s token is valid, but not allowed to do this in the account.',
  },
  {
    code: 'terraform-run-first',
    sign: /no successful runs found/i,
    sentence: 'dbt Cloud sets up the Semantic Layer only after a successful run in production.',
  },
  {
    code: 'terraform-rate-limited',
    sign: /status code 429|too many requests/i,
    sentence: 'dbt Cloud asks for fewer requests at a time.',
  },
  {
    code: 'terraform-unavailable',
    sign: /internal-server-error|status code 5\d\d|status code 408|invalid character '<'|connection reset|unexpected EOF|: EOF\b|context deadline exceeded|Client\.Timeout|i\/o timeout|TLS handshake timeout/i,
    sentence: 'dbt Cloud did not answer as it should; what was asked last may have been done all the same.',
  },
  {
    code: 'terraform-unreachable',
    sign: /connection refused|no such host|network is unreachable|x509:/i,
    sentence: 'dbt Cloud could not be reached.',
  },
  {
    code: 'terraform-refused',
    sign: /status code 4\d\d/,
    sentence: (text) => `dbt Cloud refused it: ${saysOfRefusal(text)}`,
  },
  {
    code: 'terraform-gone',
    sign: /resource-not-found/,
    sentence: 'dbt Cloud does not show something that this run needs.',
  },
];

/** “It is not there, or you may not see it”, as the provider words it when it reads what is in the state. */
const goneOnRead = /^Error (getting the environment|reading Databricks credential|getting databricks credential)/i;

/**
 * Makes one error of how a command failed: of all its diagnostics the one that tells most, in words for the person.
 * @param scrub takes secrets out of what others have written
 */
export function explain(end: CommandEnd, command: string, scrub: (text: string) => string): TerraformError {
  const errors = end.diagnostics.filter(({ severity }) => severity === 'error');
  const run = { ...soFar(end), gone: goneOf(errors) };
  const cause = new Error(scrub([...errors.map(textOf), end.words].join('\n\n')).slice(0, 8_000));
  if (errors.length > 0 && run.gone.length === errors.length) {
    return new TerraformError(
      'terraform-gone',
      `dbt Cloud no longer shows ${run.gone.map(spokenAddress).join(' and ')}.`,
      {
        ...run,
        cause,
      },
    );
  }
  const texts = [...errors.map(textOf), end.words];
  for (const rule of rules) {
    const text = texts.find((each) => rule.sign.test(each));
    if (text === undefined) continue;
    const sentence = typeof rule.sentence === 'string' ? rule.sentence : scrub(rule.sentence(text));
    return new TerraformError(rule.code, sentence, { ...run, cause });
  }
  const first = errors[0];
  const said = first ? `${first.summary}. ${first.detail}` : end.words.trim().split('\n').at(-1);
  const sentence = `Terraform’s ${command} failed: ${scrub(said || 'it ended without a word').slice(0, 500)}`;
  return new TerraformError('terraform-failed', sentence, { ...run, cause });
}

function textOf({ summary, detail }: Diagnostic): string {
  return `${summary}\n${detail}`;
}

/** What a run got done, and what it began without an end that can be trusted. */
export function soFar({ events, diagnostics }: CommandEnd): Pick<FailedRun, 'done' | 'uncertain' | 'refused'> {
  const ended = (type: 'apply_complete' | 'apply_start') =>
    events.flatMap((event) => (event.type === type ? [event.hook] : []));
  const done = ended('apply_complete').map(({ resource }) => resource.addr);
  const refused = new Set(
    diagnostics.flatMap(({ address, detail }) => (address && saidNo.test(detail) ? [address] : [])),
  );
  const uncertain = ended('apply_start')
    .filter(({ action }) => action === 'create')
    .map(({ resource }) => resource.addr)
    .filter((address) => !done.includes(address) && !refused.has(address));
  return { done, uncertain, refused: [...refused] };
}

/** With one of these the API has done nothing. */
const saidNo = /unauthorized:|forbidden:|resource-not-found|status code 4(?!08)\d\d|connection refused|no such host/;

function goneOf(errors: readonly Diagnostic[]): string[] {
  return errors.flatMap(({ address, summary, detail }) => {
    const gone = goneOnRead.test(summary) && /resource-not-found(-permissions)?:(?! \{)/.test(detail);
    return gone && address ? [address] : [];
  });
}
