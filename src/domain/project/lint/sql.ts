import { tokens } from '../sql/tokens.ts';
import { type Finding, lineAt } from './finding.ts';

/** SQL with Jinja in which everything that is opened is closed, and that is a single statement. */
export function checkSqlText(path: string, text: string): Finding[] {
  const all = tokens(text);
  const unclosed = all.find(({ kind }) => kind === 'unclosed');
  if (unclosed) {
    return [{ path, line: lineAt(text, unclosed.start), message: `${unclosed.text} is opened and never closed.` }];
  }
  const semicolon = all.find((token) => token.text === ';');
  if (semicolon) {
    const message = 'dbt wraps the query: leave the semicolon out.';
    return [{ path, line: lineAt(text, semicolon.start), message }];
  }
  let depth = 0;
  for (const { kind, text: sign, start } of all) {
    if (kind !== 'sign' || (sign !== '(' && sign !== ')')) continue;
    depth += sign === '(' ? 1 : -1;
    if (depth < 0) return [{ path, line: lineAt(text, start), message: 'A bracket is closed that was never opened.' }];
  }
  return depth === 0 ? [] : [{ path, line: null, message: 'A bracket is opened and never closed.' }];
}
