/** A person's words in quotation marks, shortened where they are long. */
export function quote(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return `“${line.length > 300 ? `${line.slice(0, 299)}…` : line}”`;
}
