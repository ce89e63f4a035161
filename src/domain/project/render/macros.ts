import type { Macro } from '../../scenario/macro.ts';
import { plainText } from '../plain-text.ts';
import { yamlFile } from './yaml-file.ts';

export function macroFiles(macros: readonly Macro[]): [path: string, content: string][] {
  return macros.map((macro) => [`macros/${macro.name}.sql`, macroSql(macro)]);
}

export function macroSql({ name, arguments: given, sql }: Macro): string {
  const lines = sql
    .trim()
    .split('\n')
    .map((line) => `    ${line.trimEnd()}`.trimEnd());
  return `{% macro ${name}(${given.map((argument) => argument.name).join(', ')}) -%}\n${lines.join('\n')}\n{%- endmacro %}\n`;
}

export function macroProperties(macros: readonly Macro[]): string | undefined {
  if (macros.length === 0) return undefined;
  return yamlFile({
    version: 2,
    macros: macros.map(({ name, description, arguments: given }) => ({
      name,
      description: plainText(description),
      ...(given.length === 0
        ? {}
        : {
            arguments: given.map((argument) => ({
              name: argument.name,
              description: plainText(argument.description),
            })),
          }),
    })),
  });
}
