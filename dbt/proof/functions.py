"""Reads SQL as one warehouse's dialect: whether it can be read at all, and which functions nobody knows there."""

import sqlglot
from sqlglot import errors, exp
from sqlglot.tokens import TokenType

MOST = 20

# What these warehouses have and sqlglot has no expression for.
KNOWN = {
    "snowflake": {"HASH", "RATIO_TO_REPORT", "TO_TIMESTAMP_NTZ"},
    "redshift": {"PG_BACKEND_PID", "RATIO_TO_REPORT"},
    "bigquery": set(),
    "databricks": {"CRC32", "DATEPART", "DATE_PART", "GET", "HASH", "ISNULL", "MAKE_DATE", "ZEROIFNULL"},
}


class Dialect:
    def __init__(self, name: str) -> None:
        self.name = name
        self.known = KNOWN[name]
        self.tokenizer = sqlglot.Dialect.get_or_raise(name)

    def read(self, sql: str) -> dict:
        """`{"error": {"line", "message"} | None, "unknown": [{"name", "line"}]}`, lines counted from 1."""
        try:
            trees = [tree for tree in sqlglot.parse(sql, read=self.name, error_level=sqlglot.ErrorLevel.RAISE) if tree]
        except errors.ParseError as error:
            first = error.errors[0] if error.errors else {}
            return {"error": {"line": first.get("line"), "message": said(first, error)}, "unknown": []}
        except Exception as error:  # noqa: BLE001 - a call that sqlglot trips over is no call that it knows
            return {"error": {"line": None, "message": str(error)[:500]}, "unknown": []}
        names = {node.name.upper() for tree in trees for node in tree.find_all(exp.Anonymous)} - self.known
        return {"error": None, "unknown": self.places(sql, names) if names else []}

    def places(self, sql: str, names: set) -> list:
        tokens = self.tokenizer.tokenize(sql)
        found = []
        for token, following in zip(tokens, tokens[1:]):
            if following.token_type == TokenType.L_PAREN and token.text.upper() in names:
                found.append({"name": token.text, "line": token.line})
        return found[:MOST]


def said(first: dict, error: Exception) -> str:
    if not first:
        return str(error)[:500]
    near = f"{first.get('start_context', '')[-40:]}{first.get('highlight', '')}{first.get('end_context', '')[:40]}"
    return f"{first.get('description', 'It cannot be read.')} Near: {' '.join(near.split())}"
