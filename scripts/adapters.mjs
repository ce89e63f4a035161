import { adapterNames, setUpAdaptersOrExit } from './setup/adapters.mjs';

/** Installs what it takes to prove projects against warehouses: `npm run adapters -- snowflake bigquery`. */
const wanted = process.argv.slice(2);
if (wanted.length === 0 || !wanted.every((name) => adapterNames.includes(name))) {
  process.stderr.write(`set-up: name some of ${adapterNames.join(', ')}.\n`);
  process.exit(2);
}
await setUpAdaptersOrExit(wanted);
