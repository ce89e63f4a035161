import { parse } from 'csv-parse/sync';
import { Scroll } from '../parts/scroll.tsx';

const shownRows = 200;

/** A seed as the table that it is; of a long one, the first rows. */
export function CsvTable({ text }: { readonly text: string }) {
  const rows = readRows(text);
  if (!rows) return <pre class="code">{text.slice(0, 20_000)}</pre>;
  const [header = [], ...records] = rows;
  return (
    <Scroll label="Rows of the seed">
      <table class="csv">
        <thead>
          <tr>
            {header.map((name) => (
              <th>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.slice(0, shownRows).map((record) => (
            <tr>
              {record.map((value) => (
                <td>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {records.length > shownRows ? <p class="quiet">and {records.length - shownRows} more rows</p> : null}
    </Scroll>
  );
}

function readRows(text: string): string[][] | undefined {
  try {
    return parse(text, { relax_column_count: true });
  } catch {
    return undefined;
  }
}
