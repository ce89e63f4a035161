"""Every deprecation that dbt tells while it parses, with the place it names."""

from dbt import deprecations

NAMES = {one._event for one in deprecations.deprecations_list} | {"AdapterDeprecationWarning", "MetricAttributesRenamed"}
# dbt-core 1.12.5, the newest that dbt-databricks takes, tells this of every metric with a window in the current spec.
NAMES -= {"MFCumulativeTypeParamsDeprecation"}


class Listener:
    def __init__(self) -> None:
        self.found: list = []

    def __call__(self, event) -> None:
        if event.info.name not in NAMES:
            return
        named = {name: getattr(event.data, name, "") or None for name in ("file", "key", "key_path")}
        self.found.append(
            {
                "name": event.info.name,
                "message": " ".join(event.info.msg.split())[:2_000],
                "file": named["file"],
                "key": named["key"],
                "keyPath": named["key_path"],
            }
        )
