"""Proves, without a warehouse, that a project is one the chosen warehouse's dbt adapter can run.

One process a proof, in the environment of that adapter: `dbt/adapters/<warehouse>/requirements.txt` says what is in it.
"""
