/** Languages in which months are written with a capital; in the others they are not. */
const capitals = ['en', 'de'];
const others = ['fr', 'es', 'it', 'nl', 'sv', 'pt'];

const names = [...capitals, ...others].flatMap((language) =>
  Array.from({ length: 12 }, (_, month) => {
    const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month));
    const ending = language === 'en' && name.length > 5 ? `${name.slice(0, 3)}t?\\.?` : name;
    const words = `(?<![\\p{L}\\d])(?:${name}|${ending})(?![\\p{L}\\d])`;
    return { month: month + 1, pattern: new RegExp(words, capitals.includes(language) ? 'u' : 'iu') };
  }),
);

/** The month that a text names, 1 for January; `last` for the last one that is over. */
export function namedMonth(text: string): number | 'last' | undefined {
  return names.find(({ pattern }) => pattern.test(text))?.month ?? (/\blast month\b/i.test(text) ? 'last' : undefined);
}
