"""What two adapters ask their warehouse while they compile, answered as a current warehouse would."""


def prepare(adapter: str) -> None:
    if adapter == "databricks":
        from dbt.adapters.databricks.impl import DatabricksAdapter

        # It asks the cluster for its version before it writes a date function.
        DatabricksAdapter.compare_dbr_version = lambda *_: 1
        DatabricksAdapter.has_dbr_capability = lambda *_: True
