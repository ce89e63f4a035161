"""Both branches of an incremental model, without asking a warehouse whether its table is there."""

MACRO = "macro.dbt.is_incremental"
FIRST_RUN = "{% macro is_incremental() %}{{ return(false) }}{% endmacro %}"
LATER_RUN = "{% macro is_incremental() %}{{ return(model.config.materialized == 'incremental') }}{% endmacro %}"


class Branches:
    """dbt's own `is_incremental` answering as told; a project that brings its own keeps it."""

    def __init__(self, manifest) -> None:
        self.manifest = manifest
        self.own = manifest.macros[MACRO].macro_sql

    def take(self, incremental: bool) -> None:
        self.manifest.macros[MACRO].macro_sql = LATER_RUN if incremental else FIRST_RUN

    def ask(self) -> None:
        """As dbt does by itself: the warehouse is asked whether the table is there."""
        self.manifest.macros[MACRO].macro_sql = self.own


def forget(manifest) -> None:
    """A command leaves what it compiled in the manifest, and the next one would take parts of it for its own."""
    for node in manifest.nodes.values():
        if node.resource_type != "seed" and hasattr(node, "compiled"):
            node.compiled, node.compiled_code = False, None
            node.extra_ctes, node.extra_ctes_injected = [], False
