import { type ConnectionOptions, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];
type Call = ReturnType<Interceptor>;

/** gRPC's status of a call that was given up; it is not tried again. */
const cancelled = 1;

/**
 * The SDK tries a failed call again in a timer, which throws out of reach when the connection was closed meanwhile and
 * ends the process. With these interceptors such a late try ends as cancelled instead.
 */
export function callsUntilClosed(): { readonly interceptors: Interceptor[]; close(): void } {
  let closed = false;
  const guard: Interceptor = (options, nextCall) => (closed ? neverMade() : (nextCall(options) as Call));
  return {
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions()), guard],
    close: () => {
      closed = true;
    },
  };
}

/** A call that ends as soon as it starts. The class that the SDK names wants a channel; its interface does not. */
function neverMade(): Call {
  const call: Pick<Call, 'start' | 'sendMessage' | 'halfClose' | 'startRead' | 'cancelWithStatus' | 'getPeer'> = {
    start: (metadata, listener) =>
      listener?.onReceiveStatus?.({ code: cancelled, details: 'the connection is closed', metadata }),
    sendMessage: () => {},
    halfClose: () => {},
    startRead: () => {},
    cancelWithStatus: () => {},
    getPeer: () => 'closed',
  };
  return call as Call;
}
