"""A warehouse that is not there: it takes every statement down and answers what dbt needs to go on.

Tables of the project exist or do not, as told; their columns are read off the SQL that makes them.
"""

import importlib
import threading

import agate
from dbt.adapters.contracts.connection import ConnectionState

from .columns import columns_of, declared, table_made

PASSING = "__dbt_tmp"
TEST = ("failures", "should_warn", "should_error")
# What dbt adds to the columns of what a snapshot follows.
VERSION = (("dbt_scd_id", "TEXT"), ("dbt_updated_at", "TIMESTAMP"), ("dbt_valid_from", "TIMESTAMP"), ("dbt_valid_to", "TIMESTAMP"))


class Recording:
    def __init__(self, adapter: str, manifest, compiled: dict) -> None:
        self.adapter = adapter
        self.compiled = compiled
        self.standing = False
        self.nodes = {node.unique_id: node for node in manifest.nodes.values()}
        self.tables = {
            node.alias.lower(): node
            for node in manifest.nodes.values()
            if node.resource_type in ("model", "seed", "snapshot") and node.config.materialized != "ephemeral"
        }
        self.columns: dict = {}
        self.passing: dict = {}
        self.statements: list = []
        self.lock = threading.Lock()
        self.kept: list = []

    def __enter__(self):
        module = importlib.import_module(f"dbt.adapters.{self.adapter}")
        plugin = module.Plugin
        adapter, manager = plugin.adapter, plugin.adapter.ConnectionManager
        recording = self

        def open_fake(cls, connection):
            if connection.state != ConnectionState.OPEN:
                connection.handle, connection.state = Handle(recording, connection), ConnectionState.OPEN
            return connection

        self.replace(manager, "open", classmethod(open_fake))
        self.replace(adapter, "list_schemas", lambda _self, _database: [])
        self.replace(adapter, "check_schema_exists", lambda _self, _database, _schema: recording.standing)
        self.replace(adapter, "list_relations_without_caching", lambda own, schema: recording.relations(own, schema))
        self.replace(adapter, "get_columns_in_relation", lambda own, relation: recording.columns_in(own, relation))
        self.replace(adapter, "get_column_schema_from_query", lambda own, sql, *_: recording.columns_from(own, sql))
        return self

    def __exit__(self, *_error) -> None:
        for owner, name, before in reversed(self.kept):
            if before is None:
                delattr(owner, name)  # it is inherited
            else:
                setattr(owner, name, before)

    def replace(self, owner, name: str, value) -> None:
        self.kept.append((owner, name, owner.__dict__.get(name)))
        setattr(owner, name, value)

    def taken(self) -> list:
        """`(node's unique id or connection name, SQL)` since the last look, in order."""
        with self.lock:
            statements, self.statements = self.statements, []
        return statements

    def execute(self, connection, sql: str):
        """What a cursor holds after a statement: `(column names, rows)`."""
        with self.lock:
            self.statements.append((connection.name or "", sql))
        text = sql.lower()
        if "should_warn" in text and "should_error" in text:
            return TEST, [(0, False, False)]
        if "actual_or_expected" in text:
            return self.compared(sql), []
        if "create" in text and PASSING in text:
            self.remember(sql)
        return (), []

    def remember(self, sql: str) -> None:
        """A table made on the way is asked for its columns soon after."""
        try:
            made = table_made(sql, self.adapter)
        except Exception:  # noqa: BLE001 - the statement itself is read and reported elsewhere
            return
        if made:
            with self.lock:
                self.passing[made[0]] = made[1]

    def compared(self, sql: str) -> tuple:
        try:
            return tuple(name.lower() for name, _ in columns_of(sql, self.adapter)) or ("actual_or_expected",)
        except Exception:  # noqa: BLE001 - the statement itself is read and reported elsewhere
            return ("actual_or_expected",)

    def relations(self, adapter, schema_relation) -> list:
        if not self.standing:
            return []
        fold = str.upper if self.adapter == "snowflake" else str.lower
        return [
            adapter.Relation.create(
                database=fold(node.database),
                schema=fold(node.schema),
                identifier=fold(node.alias),
                type="view" if node.config.materialized == "view" else "table",
                quote_policy=adapter.config.quoting,
            )
            for node in self.tables.values()
            if fold(node.schema) == fold(schema_relation.schema)
        ]

    def columns_in(self, adapter, relation) -> list:
        """Of a table of the project, or of one made on the way (`fct_orders__dbt_tmp…`)."""
        name = (relation.identifier or "").lower().strip('"')
        node = self.tables.get(name.split(PASSING)[0])
        if name in self.passing and not (node and node.resource_type == "snapshot"):
            stated = self.known(node) if node else self.tested_types(adapter)
            types = {column.lower(): kind for column, kind in stated}
            columns = [(column, kind or types.get(column.lower())) for column, kind in self.passing[name]]
        else:
            columns = self.known(node) if node else []
        return [adapter.Column(column, kind or "TEXT") for column, kind in columns]

    def tested_types(self, adapter) -> list:
        """A unit test stands in for its model and gives that model's columns."""
        name = adapter.connections.get_thread_connection().name or ""
        model = name.split(".")[2] if name.startswith("unit_test.") else ""
        node = self.tables.get(model)
        return self.known(node) if node else []

    def columns_from(self, adapter, sql: str) -> list:
        """For a contract: the columns of the query itself. A type that cannot be told is taken from the contract."""
        connection = adapter.connections.get_thread_connection()
        self.execute(connection, sql)
        node = self.nodes.get(connection.name)
        stated = stated_types(node, self.adapter) if node else {}
        return [
            adapter.Column.create(name, kind or stated.get(name.lower()) or "TEXT")
            for name, kind in columns_of(sql, self.adapter)
        ]

    def known(self, node) -> list:
        if node.unique_id not in self.columns:
            self.columns[node.unique_id] = self.read_columns(node)
        return self.columns[node.unique_id]

    def read_columns(self, node) -> list:
        fold = str.upper if self.adapter == "snowflake" else str.lower
        if node.resource_type == "seed":
            types = {name.lower(): kind for name, kind in (node.config.column_types or {}).items()}
            header = agate.Table.from_csv(node.original_file_path, row_limit=1).column_names
            return [(fold(name), types.get(name.lower(), "TEXT")) for name in header]
        if node.resource_type == "snapshot":
            followed = [self.nodes[one] for one in node.depends_on.nodes if one in self.nodes]
            return [column for one in followed for column in self.known(one)] + [(fold(name), kind) for name, kind in VERSION]
        stated = stated_types(node, self.adapter)
        try:
            given = columns_of(self.compiled[node.unique_id], self.adapter)
        except Exception:  # noqa: BLE001 - SQL that cannot be read is reported where it is compiled
            given = [(fold(name), None) for name in stated]
        return [(name, kind or stated.get(name.lower())) for name, kind in given]


def stated_types(node, adapter: str) -> dict:
    columns = getattr(node, "columns", {}).values()
    return {one.name.lower(): declared(one.data_type, adapter) if one.data_type else None for one in columns}


class Handle:
    def __init__(self, recording: Recording, connection) -> None:
        self.recording, self.connection = recording, connection
        self.closed = False

    def cursor(self, *_args, **_kwargs):
        return Cursor(self.recording, self.connection)

    def commit(self) -> None: ...

    def rollback(self) -> None: ...

    def close(self) -> None:
        self.closed = True

    def is_closed(self) -> bool:
        return self.closed


class Cursor:
    sqlstate, sfqid, rowcount = "SUCCESS", "offline", 0

    def __init__(self, recording: Recording, connection) -> None:
        self.recording, self.connection = recording, connection
        self.description, self.rows = None, []

    def __enter__(self):
        return self

    def __exit__(self, *_error) -> None: ...

    def execute(self, sql: str, *_args, **_kwargs):
        names, self.rows = self.recording.execute(self.connection, sql)
        self.description = [(name, None, None, None, None, None, None) for name in names] or None
        self.rowcount = len(self.rows)
        return self

    def fetchone(self):
        return self.rows[0] if self.rows else None

    def fetchall(self):
        return self.rows

    def fetchmany(self, _size=None):
        return self.rows

    def close(self) -> None: ...
