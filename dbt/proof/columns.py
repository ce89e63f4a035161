"""The columns that a query gives, by name and type, read off the query itself."""

import sqlglot
from sqlglot import exp

KIND = exp.DataType.Type
WHOLE = {KIND.TINYINT, KIND.SMALLINT, KIND.INT, KIND.BIGINT, KIND.MEDIUMINT, KIND.INT128, KIND.UBIGINT, KIND.UINT}
TEXT = {KIND.TEXT, KIND.VARCHAR, KIND.CHAR, KIND.NCHAR, KIND.NVARCHAR}
FLOAT = {KIND.FLOAT, KIND.DOUBLE}
MOMENT = {KIND.TIMESTAMP, KIND.TIMESTAMPNTZ, KIND.DATETIME}


def type_name(kind, adapter: str):
    """A type as the warehouse reports it, without sizes; None when it cannot be told."""
    if kind in (None, KIND.UNKNOWN, KIND.NULL, KIND.USERDEFINED):
        return None
    if kind in TEXT:
        return "TEXT"
    if kind in FLOAT:
        return "FLOAT"
    if kind in MOMENT:
        return "TIMESTAMP_NTZ" if adapter == "snowflake" else "TIMESTAMP"
    if kind == KIND.DECIMAL or kind in WHOLE:
        # Snowflake has one type for every exact number.
        return "NUMBER" if adapter == "snowflake" else "NUMERIC" if kind == KIND.DECIMAL else kind.value
    return kind.value


def declared(data_type: str, adapter: str):
    try:
        return type_name(exp.DataType.build(data_type, dialect=adapter).this, adapter)
    except Exception:  # noqa: BLE001 - a type that sqlglot does not know is compared by its own name
        return data_type.upper()


def columns_of(sql: str, adapter: str) -> list:
    """`[(name, type or None)]` in order; names as an unquoted name comes out of the warehouse. A type is known where the
    query casts to it, and a `*` where it stands for a part of the same query.

    @raises sqlglot's errors where the query cannot be read
    """
    return named(sqlglot.parse_one(sql, read=adapter), adapter)


def table_made(sql: str, adapter: str):
    """`(name in small letters, columns)` of the table that a statement makes from a query; None for any other."""
    tree = sqlglot.parse_one(sql, read=adapter)
    if not isinstance(tree, exp.Create) or not isinstance(tree.expression, (exp.Query, exp.Subquery)):
        return None
    table = tree.find(exp.Table)
    return (table.name.lower(), named(tree.expression.unnest(), adapter))


def named(query, adapter: str) -> list:
    fold = str.upper if adapter == "snowflake" else str.lower
    return [(fold(one.alias_or_name), cast_type(one, adapter)) for one in given(query)]


def cast_type(projection, adapter: str):
    value = projection.unalias()
    return type_name(value.to.this, adapter) if isinstance(value, exp.Cast) else None


def given(query) -> list:
    """What a query selects, with `*` followed into subqueries and common table expressions."""
    if isinstance(query, exp.SetOperation):
        return given(query.left.unnest())
    found = []
    for one in query.selects:
        inner = source_of(query) if isinstance(one, exp.Star) else None
        found += [one] if inner is None else given(inner)
    return found


def source_of(query):
    """The query that a select reads from, when it is one alone and stands in the same text."""
    source = query.args.get("from_") or query.args.get("from")
    if source is None or query.args.get("joins"):
        return None
    if isinstance(source.this, exp.Subquery):
        return source.this.this
    tables = {table.alias_or_name.lower(): table.this for scope in (query, *ancestors(query)) for table in scope.ctes}
    return tables.get(source.this.name.lower())


def ancestors(query):
    while query.parent is not None:
        query = query.parent
        if isinstance(query, exp.Query):
            yield query
