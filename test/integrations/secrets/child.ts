import { vaultOfParent } from '../../../src/integrations/secrets/vault-channel.ts';

// A process that has a vault in the one that started it: keeps what it is told to, then reads a handle.
const vault = vaultOfParent();
const [value = '', handle] = process.argv.slice(2);
const kept = value === '' ? undefined : await vault?.keep('build', value);
const read = await vault?.read(handle ?? kept ?? '');
process.send?.({ kept, read }, undefined, {}, () => process.exit(0));
