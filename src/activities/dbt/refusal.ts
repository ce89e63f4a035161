import { StepError } from '../step-error.ts';

/** As the sandbox of the runner says it. */
const bySandbox = /^.*is not allowed while generated code runs.*$/m;
/** Permission, too many open files, no space left, a file system that cannot be written. */
const byMachine = /^.*\[Errno (?:13|23|24|28|30)\].*$/m;

/**
 * What ends a command before the project has its say is no fault of its files: nothing in them could mend it, so it is
 * not a red result. Files cannot name places outside the project, which are refused when they are checked.
 *
 * @throws StepError for a refusal of the sandbox or of the machine
 */
export function throwRefusal(exception: string | null): void {
  if (exception === null) return;
  const [bySandboxLine] = bySandbox.exec(exception) ?? [];
  if (bySandboxLine !== undefined) {
    throw new StepError(
      'dbt-sandbox-refused',
      `dbt was stopped by the sandbox that it runs in: ${bySandboxLine.trim()}.`,
      {
        mend: 'No file of the project is at fault. Take away what is named, or tell who runs this service; then try again.',
      },
    );
  }
  const [byMachineLine] = byMachine.exec(exception) ?? [];
  if (byMachineLine !== undefined) {
    throw new StepError(
      'dbt-machine-refused',
      `dbt was stopped by the machine that it runs on: ${byMachineLine.trim()}.`,
      {
        mend: 'No file of the project is at fault. Look at free disk space and permissions, then try again.',
      },
    );
  }
}
