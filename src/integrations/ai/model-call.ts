import type { Usage } from '../../domain/build/model-usage.ts';
import { type CallLimits, guessTokens, type ModelCall, type ModelRequest } from './model.ts';
import { type Deadline, startDeadline } from './model-deadline.ts';
import { ModelError } from './model-error.ts';
import { brokenCall, type Callee, keptCause, refusedCall, type VendorRefusal } from './model-failure.ts';
import { startProgress } from './model-progress.ts';

/** What a vendor's code notes while an answer comes, so that a failure can say what it knows. */
export interface Seen {
  usage?: Usage | undefined;
  requestId?: string | undefined;
  /** `asked` until the vendor has taken the request, `taken` until the first event of the answer. */
  stage: 'asked' | 'taken' | 'answering';
  /** Of the answer so far. */
  readonly wrote: (characters: number) => void;
}

export interface Vendor {
  readonly callee: Callee;
  /** What the client's error says the vendor said; `undefined` for an error that is none of the vendor's. */
  readonly refusalOf: (error: unknown) => VendorRefusal | undefined;
}

/**
 * Runs one call: bounded, told about, and with every failure in our words.
 * @throws {ModelError}
 * @throws the signal's reason when the call was given up
 */
export async function runCall<A>(
  { callee, refusalOf }: Vendor,
  request: ModelRequest<unknown>,
  call: ModelCall,
  limits: CallLimits,
  ask: (deadline: Deadline, seen: Seen) => Promise<A>,
): Promise<A> {
  call.signal.throwIfAborted();
  const deadline = startDeadline(call.signal, limits);
  const progress = startProgress(call);
  let characters = 0;
  const seen: Seen = {
    stage: 'asked',
    wrote: (more) => {
      characters += more;
      progress.wrote(characters);
    },
  };
  try {
    return await ask(deadline, seen);
  } catch (error) {
    const usage = usageUntilNow(request, seen.usage, characters);
    if (call.signal.aborted && usage) call.givenUp?.(usage);
    call.signal.throwIfAborted();
    if (error instanceof ModelError) throw error;
    const details = {
      usage,
      requestId: seen.requestId,
      cause: keptCause(error, callee.key),
    };
    const limit = deadline.reached();
    if (limit) throw new ModelError('ai-timed-out', overrun(callee, limit, limits), details);
    const refusal = refusalOf(error);
    throw refusal ? refusedCall(refusal, callee, details) : brokenCall(callee, seen.stage, error, details);
  } finally {
    deadline.end();
    progress.end();
  }
}

/** An answer that is not finished has not been counted by the vendor, but is paid for. */
function usageUntilNow(request: ModelRequest<unknown>, counted: Usage | undefined, characters: number) {
  if (!counted && characters === 0) return undefined;
  const { system, context, prompt } = request;
  const guessed = guessTokens(characters);
  if (counted) return { ...counted, outputTokens: Math.max(counted.outputTokens, guessed) };
  const inputTokens = guessTokens(system.length + context.length + prompt.length);
  return { inputTokens, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: guessed };
}

function overrun({ title }: Callee, limit: 'total' | 'idle', { totalMs, idleMs }: CallLimits): string {
  return limit === 'idle'
    ? `${title} sent nothing for ${duration(idleMs)}, so the call was ended.`
    : `${title}’s answer was not complete after ${duration(totalMs)}, so the call was ended.`;
}

function duration(ms: number): string {
  if (ms < 1000) return `${ms} milliseconds`;
  return ms < 120_000 ? `${Math.round(ms / 1000)} seconds` : `${Math.round(ms / 60_000)} minutes`;
}

/** The vendor's address answered, but not as the vendor does. */
export class NoAnswer extends Error {}

/** A list of models is short; a vendor that takes longer is not there. */
const longestLook = 20_000;

/**
 * Runs a small question that costs nothing, such as for the list of models.
 * @throws {ModelError}
 * @throws the signal's reason when it was given up
 */
export async function runLook<A>(
  { callee, refusalOf }: Vendor,
  signal: AbortSignal,
  look: (signal: AbortSignal) => Promise<A>,
): Promise<A> {
  signal.throwIfAborted();
  const limit = AbortSignal.timeout(longestLook);
  try {
    return await look(AbortSignal.any([signal, limit]));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelError) throw error;
    const details = { cause: keptCause(error, callee.key) };
    if (limit.aborted) {
      throw new ModelError('ai-timed-out', `${callee.title} did not answer within ${duration(longestLook)}.`, details);
    }
    const refusal = refusalOf(error);
    throw refusal
      ? refusedCall(refusal, callee, details)
      : brokenCall(callee, error instanceof NoAnswer ? 'taken' : 'asked', error, details);
  }
}
