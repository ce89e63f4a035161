"""Imports everything that a job needs and parses a small project once, so that a forked child starts warm."""

import gc
import importlib
import importlib.metadata
import os
import sys

for _module in (
    "dbt.cli.main",
    "dbt.task.build",
    "dbt.task.seed",
    "dbt.task.docs.generate",
    "dbt.adapters.duckdb.impl",
    "duckdb",
    "dbt_metricflow.cli.main",
    "metricflow.engine.metricflow_engine",
):
    importlib.import_module(_module)

from dbt.adapters.factory import reset_adapters  # noqa: E402
from dbt.cli.main import dbtRunner  # noqa: E402
from dbt.plugins.manager import PluginManager  # noqa: E402
from dbt_common.events.event_manager_client import cleanup_event_logger  # noqa: E402


# Every command looks through all installed packages for plugins of dbt; they are the same in every child.
_plugins = PluginManager.get_prefixed_modules()
PluginManager.get_prefixed_modules = staticmethod(lambda: _plugins)


def dbt_version() -> str:
    return importlib.metadata.version("dbt-core")


def warm_up(project: str, target: str) -> None:
    """Parses `project` with its target folder at `target`; most of dbt's start-up cost is paid here, once."""
    environment, folder, stdout = dict(os.environ), os.getcwd(), os.dup(1)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    try:
        os.chdir(project)
        # The static parser starts native threads that a fork does not carry over: a child would wait for them for ever.
        arguments = ["parse", "--no-partial-parse", "--no-static-parser"]
        arguments += ["--profiles-dir", project, "--target-path", target, "--log-path", target]
        result = dbtRunner().invoke(arguments)
        sys.stdout.flush()
    finally:
        os.dup2(stdout, 1)
        os.close(stdout)
        os.close(null)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
    if not result.success:
        raise RuntimeError(f"the warm project does not parse: {result.exception}")
    reset_adapters()
    cleanup_event_logger()
    gc.collect()
    gc.freeze()
