/** A blueprint that cannot be read: names the file, and what is wrong in it. */
export class BlueprintError extends Error {
  readonly code = 'blueprint-unreadable';
  readonly file: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`The blueprint file ${file} cannot be used: ${problem}`, options);
    this.name = 'BlueprintError';
    this.file = file;
  }
}
