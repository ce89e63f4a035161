"""The warm dbt runner: a process that has dbt imported once and forks a child for every job."""

import multiprocessing
import os

# dbt reads the nearest `.env` above its folder into its environment, when it is imported and at every command. Whatever
# stands in such a file, the service's own keys among it, is not for generated code.
NO_DOTENV = {"PYTHON_DOTENV_DISABLED": "1"}
os.environ.update(NO_DOTENV)

import dbt.mp_context  # noqa: E402

# Before any other dbt import: a spawning context would start a resource tracker in every child.
dbt.mp_context._MP_CONTEXT = multiprocessing.get_context("fork")
