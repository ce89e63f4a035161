/** Words that at least one of Snowflake, BigQuery, Databricks, Redshift and DuckDB does not take as a bare name. */
const reserved = new Set(
  `aes128 aes256 all allowoverwrite alter analyse analyze and anti any array as asc assert_rows_modified asymmetric at
  authorization az64 backup between binary blanksasnull both by bytedict bzip2 case cast check collate column connect
  constraint contains create credentials cross cube current current_date current_time current_timestamp
  current_user current_user_id database default deferrable deflate define defrag delete delta delta32k desc describe
  disable distinct do drop else emptyasnull enable encode encrypt encryption end enum escape except exclude exists
  explicit extract false fetch following for foreign freeze from full globaldict256 globaldict64k grant group grouping
  groups gscluster gzip hash having identity if ignore ilike in increment initially inner insert intersect interval into
  is isnull join lambda lateral leading left like limit localtime localtimestamp lookup lun luns lzo lzop merge
  minus mostly16 mostly32 mostly8 natural new no not notnull null nulls of off offline offset oid old on only open or
  order outer over overlaps parallel partition percent permissions pivot pivot_longer pivot_wider placing
  preceding primary proto qualify range raw readratio recover recursive references regexp rejectlog resort respect
  restore returning revoke right rlike rollup row rows sample schema select semi session_user set show similar snapshot
  some start struct summarize symmetric sysdate system table tablesample tag tdes text255 text32k then timestamp to top
  trailing treat trigger true truncatecolumns try_cast unbounded union unique unnest unpivot update user using values
  variadic verbose view wallet when whenever where window with within without`.split(/\s+/),
);

/** Names that dbt gives a meaning of its own, or that every project already has. */
const taken = new Set(['this', 'source', 'ref', 'final', 'metric_time', 'time_spine_daily']);

/** Whether SQL on any of the warehouses reserves the word. */
export function isReserved(name: string): boolean {
  return reserved.has(name.toLowerCase());
}

/** Whether a project cannot have a model or column of this name. */
export function isTaken(name: string): boolean {
  return isReserved(name) || taken.has(name.toLowerCase());
}
