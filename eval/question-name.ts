import type { ModelRequest } from '../src/integrations/ai/model.ts';

/**
 * What a question's files are called, such as `write-rows.shop.orders` or `write-sql.fct_orders.mend`: its task, what it
 * is about, and which further try it is.
 */
export function questionName({
  task,
  subject,
  attempt,
}: Pick<ModelRequest<unknown>, 'task' | 'subject' | 'attempt'>): string {
  return [task, subject, attempt]
    .flatMap((part) => (part === undefined ? [] : [part.replace(/[^\w.-]+/g, '-')]))
    .join('.');
}

/**
 * Names the questions of one run. Another prompt under a name that was used is another question, as the rounds of a
 * repair are: it is the second, the third of that name.
 */
export function questionNames(): (request: ModelRequest<unknown>, promptDigest: string) => string {
  const asked = new Map<string, string[]>();
  return (request, promptDigest) => {
    const name = questionName(request);
    const prompts = asked.get(name) ?? [];
    if (!prompts.includes(promptDigest)) asked.set(name, [...prompts, promptDigest]);
    const place = (asked.get(name) ?? []).indexOf(promptDigest) + 1;
    return place === 1 ? name : `${name}.${place}`;
  };
}
