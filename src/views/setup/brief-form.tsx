import { rowsPerSource, type Target, targets } from '../../domain/brief/brief.ts';
import { Choice, type FormProps, TextArea, TextControl, Tick } from './controls.tsx';

const targetTitles: Record<Target, string> = { local: 'This machine', 'dbt-cloud': 'dbt Cloud and GitHub' };

/** What nearly every brief says. */
export function BriefEssentials(props: FormProps) {
  return (
    <fieldset>
      <legend>The customer</legend>
      <div class="pair">
        <TextControl {...props} name="company" label="Company" required placeholder="Petal & Pine" />
        <TextControl {...props} name="industry" label="Industry" placeholder="E-commerce" />
      </div>
      <TextArea
        {...props}
        name="discovery_notes"
        label="Discovery notes"
        rows={9}
        hint="As you took them: systems, numbers, who said what. They stay in this service and never go into the repository."
      />
      <TextArea
        {...props}
        name="pain_points"
        label="Pain points"
        rows={4}
        hint="One per line. Each is answered by something that the demo shows, or the review says that it is not."
      />
      <Tick
        {...props}
        name="include_semantic_layer"
        label="Include a semantic layer"
        hint="Metrics and saved queries, answered by MetricFlow on the demo’s own data."
      />
    </fieldset>
  );
}

/** Options with sensible presets, folded away unless one of them is wrong. */
export function BriefDetails(props: FormProps) {
  const groups = [
    ['The call', ['call_date', 'call_minutes', 'attendees', 'dbt_maturity', 'must_show', 'must_not_mention']],
    ['The platform', ['warehouse', 'target', 'data_volume']],
  ] as const;
  const open = groups.map(([, names]) => names.some((name) => (props.errors[name]?.length ?? 0) > 0));
  return (
    <>
      <details class="group" open={open[0]}>
        <summary>The call: when, how long, with whom</summary>
        <div class="pair">
          <TextControl
            {...props}
            name="call_date"
            label="Date of the call"
            type="date"
            hint="The demo’s data ends the day before. Without a date it ends yesterday."
          />
          <TextControl
            {...props}
            name="call_minutes"
            label="Minutes"
            type="number"
            min={5}
            max={240}
            hint="The talk track is cut to fit."
          />
        </div>
        <Choice
          {...props}
          name="dbt_maturity"
          label="How well they know dbt"
          choices={[
            ['new', 'New to dbt'],
            ['some', 'Some experience'],
            ['expert', 'Experts'],
          ]}
        />
        <TextArea {...props} name="attendees" label="Who attends" rows={3} hint="One per line." />
        <TextArea
          {...props}
          name="must_show"
          label="Must show"
          rows={3}
          hint="Features or topics that have to come up, one per line."
        />
        <TextArea
          {...props}
          name="must_not_mention"
          label="Must not mention"
          rows={2}
          hint="Words that must not stand in anything the customer sees, one per line."
        />
      </details>
      <details class="group" open={open[1]}>
        <summary>The platform: warehouse, target, data</summary>
        <div class="pair">
          <Choice
            {...props}
            name="warehouse"
            label="Their warehouse"
            hint="The project is written for it and rehearsed on DuckDB."
            choices={[
              ['snowflake', 'Snowflake'],
              ['bigquery', 'BigQuery'],
              ['databricks', 'Databricks'],
              ['redshift', 'Redshift'],
              ['duckdb', 'DuckDB'],
            ]}
          />
          <Choice
            {...props}
            name="target"
            label="Where it runs"
            hint="This machine needs no account. dbt Cloud needs one there and at GitHub, and their warehouse."
            choices={targets.map((target) => [target, targetTitles[target]])}
          />
        </div>
        <Choice
          {...props}
          name="data_volume"
          label="Rows per source"
          hint="The first ten are always the ones written to be read aloud."
          choices={[
            ['', 'As the demo usually has it'],
            ['ten', `${rowsPerSource.ten} rows`],
            ['fuller', `${rowsPerSource.fuller.toLocaleString('en')} rows`],
            ['large', `${rowsPerSource.large.toLocaleString('en')} rows`],
          ]}
        />
      </details>
    </>
  );
}
