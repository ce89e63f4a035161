import type { temporal } from '@temporalio/proto';

/** The protobuf types of a workflow's history, by short names. */
export declare namespace proto {
  type Event = temporal.api.history.v1.IHistoryEvent;
  type Started = temporal.api.history.v1.IWorkflowExecutionStartedEventAttributes;
  type Payload = temporal.api.common.v1.IPayload;
  type Payloads = temporal.api.common.v1.IPayloads;
}
