import { type Cancel, type Decision, decisionId, type Rewind } from '../../domain/build/decision.ts';
import type { DecisionRecord } from '../../integrations/records/records.ts';

/** What a person sends to a build: a decision, a way back, or its end. */
export type Command =
  | { readonly type: 'decide'; readonly message: Decision }
  | { readonly type: 'rewind'; readonly message: Rewind }
  | { readonly type: 'cancel'; readonly message: Cancel };

/** A command on its way: under this id it is taken once, however often it is sent. */
export interface SentCommand {
  readonly buildId: string;
  readonly updateId: string;
  readonly command: Command;
  readonly since: string;
}

export function updateIdOf(runId: string, { type, message }: Command): string {
  if (type === 'decide') return decisionId(runId, message);
  return type === 'rewind' ? decisionId(runId, { ask: message.ask, kind: 'rewind' }) : `${runId}:cancel`;
}

/** The kind of a command, in the words of the records. */
export function kindOf({ type, message }: Command): DecisionRecord['kind'] {
  return type === 'decide' ? message.kind : type;
}

/** What a decision named: the batch that is landed, the repository's name, the step to go back to. */
function whatWasSaid({ message }: Command): string | undefined {
  if ('to' in message) return String(message.to);
  if (!('kind' in message)) return undefined;
  switch (message.kind) {
    case 'land':
      return message.batch;
    case 'approve-files':
      return message.repositoryName;
    case 'regenerate':
      return message.section;
    case 'regenerate-piece':
      return message.subject;
    case 'provision':
      return message.schedule;
    case 'schedule':
      return message.on ? 'on' : 'off';
    case 'resume':
      return message.run;
    case 'reset':
      return message.asOf;
    case 'extend':
      return String(message.days);
    default:
      return undefined;
  }
}

/** The command's line in the audit trail. */
export function recordOf(
  { buildId, updateId, command }: SentCommand,
  outcome: 'accepted' | 'refused',
  reason: string | undefined,
): DecisionRecord {
  const { by, via } = command.message;
  return {
    ...{ buildId, updateId, by, via, outcome, reason: outcome === 'accepted' ? whatWasSaid(command) : reason },
    kind: kindOf(command),
    ask: command.type === 'cancel' ? 0 : command.message.ask,
    revision: command.type === 'cancel' ? 0 : command.message.revision,
    at: new Date().toISOString(),
  };
}
