/** Shorter values would take ordinary words out of a text. */
const shortest = 6;

/** A line of a key alone still gives much of it away. */
const shortestLine = 16;

/**
 * Takes secrets out of texts that others have written, such as a diagnostic that quotes an API's answer.
 * @param secrets the values, also looked for line by line, as JSON and as part of an address
 */
export function scrubber(secrets: Iterable<string>): (text: string) => string {
  const forms = new Set<string>();
  for (const secret of secrets) {
    const lines = secret.split('\n').filter((line) => line.length >= shortestLine);
    for (const value of [secret, secret.trim(), ...lines]) {
      for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) {
        if (form.length >= shortest) forms.add(form);
      }
    }
  }
  const longestFirst = [...forms].sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((scrubbed, form) => scrubbed.replaceAll(form, '•••'), text);
}
