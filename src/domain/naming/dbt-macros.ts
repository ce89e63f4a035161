/** How the macros of dbt and its adapters begin: one of a project with the same name would take its place. */
const begins =
  `add alter apply assert bigquery bq build can cast check collect column comment copy create current databricks dbt delete
  describe drop dynamic execute fetch generate get in interactive is list load location make materialization materialized
  partition persist postgres process py redshift refresh register rename render replace reset resolve restore run safely
  scalar set should show snapshot snowflake spark stage statement store streaming support sync tblproperties test truncate
  type unique unset unsupported use validate wrap write`.split(/\s+/);

/** Those that begin otherwise, and what Jinja and every project have under a name. */
const names = new Set(
  `adapter after_commit any_value api array_append array_concat array_construct as_of at_least at_most attr
  backup_and_create_in_place before_begin bigframes_write_table bool_or builtins cache_replaced_relation
  call_dcl_statements cast clone_requires_drop cluster_by clustered_cols columns_without_partition_fields_csv concat config
  context convert_datetime cycler database date date_sharded_table date_spine date_trunc dateadd datediff dates_in_range
  dbt declare_dbt_max_partition default_last_day dict diff_column_data_types diff_columns dist doc duckdb_escape_comment
  enforced_constraint_types env_var escape_comment escape_single_quotes except exceptions existing_constraint_types
  external_location file_format_clause flags format_columns format_row fromjson fromyaml function_execute_build_sql
  grant_access_to graph handle_existing_table has_foreign_key_constraints hash incremental_validate_on_schema_change
  information_schema_name insert_into_sql_impl intersect invocation_args_dict invocation_id joiner last_day length
  lipsum liquid_clustered_cols listagg load local_md5 log log_seed_operation may_be_foreign_key_target
  merge_clause_defaults metric model modules monday_weeks namespace noop_statement normalize_incremental_predicates
  normalize_string_or_list not_before not_null optimize options_clause parse_model_columns_and_constraints position post_hook
  post_snapshot pre_hook predicate_for_avoid_require_partition_filter print project_name qualify_row_filter_function
  quote_row_filter_columns quote_row_filter_function range raw ref relation_should_be_altered relationships replace return
  right row_filter_exists run_started_at safe_cast safe_relation_replace schema selected_resources self set sort source
  source_sql_with_partition split_part sql sql_convert_columns_in_relation statement store strategy_dispatch
  string_literal table_columns_and_constraints target thread_id this tojson toyaml unique unique_combination
  accepted_values var write zip`.split(/\s+/),
);

/** Whether a project's own macro cannot have this name, because dbt, an adapter or every project has a meaning for it. */
export function isMacroOfDbt(name: string): boolean {
  return names.has(name) || begins.some((word) => name === word || name.startsWith(`${word}_`));
}
