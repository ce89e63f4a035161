/** Something that exists and belongs to an address of the module. */
export interface Adoption {
  /** Such as `dbtcloud_environment.production` or `dbtcloud_global_connection.demo[0]`. */
  readonly address: string;
  /** The id in the form that the provider's import takes. */
  readonly id: string;
}

/** Writes `import` blocks. Terraform passes over those whose address is in its state already. */
export function importBlocks(adoptions: readonly Adoption[]): string {
  return adoptions
    .map(({ address, id }) => {
      if (!/^[a-z_][\w]*\.[\w-]+(\[(\d+|"[a-z0-9-]+")\])?$/.test(address))
        throw new RangeError(`${address} is no address`);
      return `import {\n  to = ${address}\n  id = ${quote(id)}\n}\n`;
    })
    .join('\n');
}

/** HCL's strings are JSON's, with the sign before a template's brace doubled. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}
