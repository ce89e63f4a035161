import type { BuildRecord, DecisionRecord, RunRecord } from './records.ts';

/**
 * The tables as both databases hold them. Instants are text in one fixed form, so that they sort as text;
 * JSON is text too, since nothing searches inside it.
 */
export interface Tables {
  builds: {
    id: string;
    owner: string;
    company: string;
    industry: string;
    target: BuildRecord['target'];
    warehouse: BuildRecord['warehouse'];
    phase: BuildRecord['phase'];
    status: BuildRecord['status'];
    revision: number;
    created_at: string;
    updated_at: string;
    expires_at: string | null;
    workflow_run_id: string;
    repository_name: string | null;
    repository_url: string | null;
    summary: string;
    /** What search looks through, folded to lower case here: databases disagree on letters beyond ASCII. */
    search_text: string;
  };
  decisions: {
    build_id: string;
    ask: number;
    kind: DecisionRecord['kind'];
    update_id: string;
    revision: number;
    decided_by: string;
    via: string;
    at: string;
    outcome: DecisionRecord['outcome'];
    reason: string | null;
  };
  runs: {
    build_id: string;
    run_id: string;
    job: RunRecord['job'];
    subject: string | null;
    status: RunRecord['status'];
    started_at: string;
    ended_at: string | null;
    seconds: number | null;
    results: string | null;
  };
  model_calls: {
    build_id: string;
    call_id: string;
    at: string;
    step: string;
    task: string;
    subject: string | null;
    model: string;
    // PostgreSQL gives its big integers as text.
    input_tokens: number;
    cached_input_tokens: number;
    cache_write_tokens: number;
    output_tokens: number;
    amount: number | null;
    currency: string | null;
  };
  drafts: {
    owner: string;
    form: string;
    fields: string;
    saved_at: string;
  };
}
