import { PromptError } from './prompt-error.ts';

/** What fills the blanks of a prompt, by their names. */
export type Blanks = Readonly<Record<string, string>>;

/** `[[name]]`: neither SQL nor Jinja has it. What only looks similar is taken for a blank with a wrong name. */
const blank = /\[\[([^[\]\n]*)\]\]/g;

/** The names of a template's blanks, each once, in the order of the text. */
export function blanksIn(template: string): string[] {
  return [...new Set([...template.matchAll(blank)].map(([, name = '']) => name))];
}

/**
 * A prompt from its template. Values go in as they are and are never read again: one that looks like a blank stays text.
 *
 * @param name the template's name, for the error
 * @throws PromptError when a blank has no value, or a value no blank
 * @example renderPrompt('Rows of [[source]]', { source: 'shop.orders' }) // 'Rows of shop.orders'
 */
export function renderPrompt(template: string, blanks: Blanks, name = 'prompt'): string {
  const wanted = blanksIn(template);
  const missing = wanted.filter((one) => !Object.hasOwn(blanks, one));
  const unknown = Object.keys(blanks).filter((one) => !wanted.includes(one));
  if (missing.length > 0 || unknown.length > 0) {
    const problems = [
      ...missing.map((one) => `nothing fills the blank “${one}”`),
      ...unknown.map((one) => `there is no blank “${one}”`),
    ];
    throw new PromptError(
      'prompt-blank',
      `The prompt ${name} does not fit its values: ${problems.join(', ')}.`,
      `Put the blanks of prompts/${name}.md back as they were.`,
    );
  }
  return template.replace(blank, (_, one: string) => blanks[one] ?? '').trim();
}
