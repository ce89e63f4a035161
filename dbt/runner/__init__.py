"""The warm dbt runner: a process that has dbt imported once and forks a child for every job."""

import multiprocessing

import dbt.mp_context

# Before any other dbt import: a spawning context would start a resource tracker in every child.
dbt.mp_context._MP_CONTEXT = multiprocessing.get_context("fork")
