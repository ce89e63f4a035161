import type { IncomingHttpHeaders } from 'node:http';

/** A request as a vendor understood it. */
export interface SeenRequest {
  readonly vendor: 'anthropic' | 'openai';
  readonly key: string;
  readonly headers: IncomingHttpHeaders;
  readonly model: string;
  /** The name that the form carries. */
  readonly task: string;
  readonly system: string;
  readonly context: string;
  readonly prompt: string;
  readonly schema: unknown;
  readonly maxTokens: number;
  readonly stream: boolean;
  /** The body as it came. */
  readonly body: Record<string, unknown>;
}

export interface WireUsage {
  /** All of the prompt. */
  readonly input: number;
  readonly cached: number;
  readonly cacheWrite: number;
  readonly output: number;
}

export interface WireAnswer {
  readonly id: string;
  readonly model: string;
  readonly text: string;
  readonly end: 'complete' | 'refused' | 'limit';
  readonly usage: WireUsage;
}

export interface WireEvent {
  readonly name: string;
  readonly data: unknown;
  /** Whether the event carries a piece of the text. */
  readonly piece?: boolean;
}

export interface WireFault {
  readonly status: number | undefined;
  readonly kind: string | undefined;
  readonly message: string | undefined;
  readonly requestId: string;
}

/** How a vendor speaks. */
export interface Wire {
  readonly answerPath: string;
  readonly modelsPath: string;
  readonly requestIdHeader: string;
  read(body: Record<string, unknown>): Omit<SeenRequest, 'vendor' | 'key' | 'headers' | 'body'>;
  plain(answer: WireAnswer): unknown;
  /** The whole stream, its text in pieces of so many characters. */
  events(answer: WireAnswer, characters: number): readonly WireEvent[];
  fault(fault: WireFault): unknown;
  faultEvent(fault: WireFault): WireEvent;
  readonly ping: string;
  readonly models: unknown;
}

export function piecesOf(text: string, characters: number): readonly string[] {
  return text.match(new RegExp(`[\\s\\S]{1,${characters}}`, 'g')) ?? [];
}
