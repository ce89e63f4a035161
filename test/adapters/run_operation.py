"""Runs a macro with a warehouse's real adapter and no warehouse: the last line printed is what that was sent, as JSON.

Usage: run_operation.py ADAPTER MACRO SCHEMAS ARGUMENTS..., in the folder of a project: once for each of the arguments, in
a warehouse that has these schemas.
"""

import importlib
import json
import sys

import agate
from dbt.adapters.contracts.connection import AdapterResponse, ConnectionState
from dbt.cli.main import dbtRunner

from proof import offline

adapter_name, macro, given, *all_arguments = sys.argv[1:]
schemas = given.split()
offline.prepare(adapter_name)
adapter = importlib.import_module(f"dbt.adapters.{adapter_name}").Plugin.adapter
manager = adapter.ConnectionManager
sent = []

# The name stands where each warehouse has it, among the columns that it answers with.
COLUMNS = {
    "show terse schemas": ("created_on", "name", "kind", "database_name", "schema_name"),
    "show schemas in": ("databaseName",),
    "show schemas from": ("database_name", "schema_name", "schema_owner"),
    "pg_namespace": ("nspname",),
}
NAMED = ("name", "databaseName", "nspname")


class Handle:
    """Of a connection and of its cursors: takes whatever is asked of it."""

    closed = False

    def __getattr__(self, _name):
        return lambda *_args, **_kwargs: self


def opened(_cls, connection):
    connection.handle, connection.state = Handle(), ConnectionState.OPEN
    return connection


def execute(self, sql, auto_begin=False, *_args, **_kwargs):
    # A transaction is begun as the real one does, as dropping ends one.
    if auto_begin and not self.connections.get_thread_connection().transaction_open:
        self.connections.begin()
    text = " ".join(sql.split())
    sent.append(text)
    columns = next((names for start, names in COLUMNS.items() if start in text.lower()), ())
    here = next((name for name in NAMED if name in columns), "schema_name")
    rows = [[schema if name == here else "else" for name in columns] for schema in schemas] if columns else []
    return AdapterResponse("OK"), agate.Table(rows, columns, [agate.Text()] * len(columns))


manager.open = classmethod(opened)
adapter.execute = execute
if adapter_name == "bigquery":
    manager.list_dataset = lambda _self, _database: schemas
    manager.drop_dataset = lambda _self, database, schema: sent.append(f"drop dataset {database}.{schema}")

flags = ["--no-use-colors", "--log-level-file", "none", "--no-version-check", "--profiles-dir", "."]
runs = []
for arguments in all_arguments:
    sent.clear()
    result = dbtRunner().invoke(["run-operation", macro, "--args", arguments, *flags])
    runs.append({"succeeded": result.success, "sent": list(sent)})
print(json.dumps(runs))
