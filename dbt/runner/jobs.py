"""The four kinds of jobs. Each runs in a forked child of its own and gives a plain value for its answer."""

import json
import math
import os
import shutil
import sys
import time
import traceback

import duckdb
from dbt.adapters.duckdb.impl import DuckDBAdapter
from dbt.cli.main import dbtRunner


LARGEST_EXACT = 2**53 - 1


class Refused(Exception):
    """A job that is not even begun."""


def refuse_programs() -> None:
    """dbt runs Python models as programs, which no lock on the database holds."""
    for folder, folders, files in os.walk("."):
        if folder == ".":
            folders[:] = [name for name in folders if name != "target"]
        for name in files:
            if name.endswith(".py"):
                path = os.path.relpath(os.path.join(folder, name))
                raise Refused(f"{path} is a Python file; dbt would run it as a program, which is not allowed.")
    DuckDBAdapter.submit_python_job = no_python_job


def no_python_job(*_args, **_kwargs):
    raise PermissionError("Python models are not allowed")


def run_dbt(job: dict, progress) -> dict:
    """Runs dbt commands one after another, reusing the manifest of a parse; stops at the first that fails and may not."""
    refuse_programs()
    manifest, answers = None, []
    for index, command in enumerate(job["commands"]):
        args = command["args"]
        forget_results()
        started, said = time.monotonic(), log_size()
        told: list = []
        callbacks = [counting(progress), semantic(told)]
        result = dbtRunner(manifest=manifest, callbacks=callbacks).invoke([*args, *job["flags"]])
        if args[0] == "parse" and result.success:
            manifest = result.result
        answers.append(
            {
                "args": args,
                "succeeded": bool(result.success),
                "exception": None if result.exception is None else "\n".join([str(result.exception), *told])[:20_000],
                "seconds": round(time.monotonic() - started, 3),
                "results": keep_results(job["results"], index, args[0]),
                "log": [said, log_size()],
            }
        )
        if not result.success and not command["mayFail"]:
            break
    return {"commands": answers}


def log_size() -> int:
    """How many bytes the job has written to its log, which is its output."""
    sys.stdout.flush()
    sys.stderr.flush()
    return os.fstat(1).st_size


def forget_results() -> None:
    """A command that ends early leaves the results of the one before it."""
    try:
        os.remove("target/run_results.json")
    except FileNotFoundError:
        pass


def keep_results(folder: str, index: int, verb: str):
    """The next command overwrites what this one wrote."""
    if not os.path.exists("target/run_results.json"):
        return None
    kept = os.path.join(folder, f"{index}-{verb}.json")
    shutil.copyfile("target/run_results.json", kept)
    return kept


def counting(progress):
    """Tells of every node that starts or has finished: `done` of `total` nodes of the command that runs now."""
    done, total = 0, 0

    def on_event(event) -> None:
        nonlocal done, total
        if event.info.name not in ("LogStartLine", "NodeFinished"):
            return
        node, status = event.data.node_info, "started"
        if event.info.name == "LogStartLine":
            total = event.data.total
        else:
            done, status = done + 1, node.node_status
        progress({"done": done, "total": max(done, total), "node": node.node_name, "status": status})

    return on_event


def semantic(told: list):
    """What is wrong with the semantic layer is told by events; the exception only says that something is."""

    def on_event(event) -> None:
        if event.info.name == "SemanticValidationFailure":
            told.append(" ".join(event.data.msg.split()))

    return on_event


def run_metricflow(job: dict, progress) -> dict:
    """Runs MetricFlow commands; each says whether it succeeded."""
    import dbt_metricflow.cli.main as metricflow

    # It asks the network for news of itself on every run.
    metricflow.UpdateChecker = SilentUpdateChecker
    answers = []
    for done, args in enumerate(job["commands"], start=1):
        started, said = time.monotonic(), log_size()
        code = 0
        try:
            metricflow.cli.main(args=args, prog_name="mf")
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(bool(end.code))
        except Exception:
            traceback.print_exc()
            code = 1
        seconds = round(time.monotonic() - started, 3)
        answers.append({"args": args, "succeeded": code == 0, "seconds": seconds, "log": [said, log_size()]})
        progress({"done": done, "total": len(job["commands"]), "node": "", "status": "queried"})
    return {"commands": answers}


class SilentUpdateChecker:
    def check(self, *_args, **_kwargs):
        return None


def run_sql(job: dict, _progress) -> dict:
    """Runs the service's own SQL on DuckDB files. Answers hold at most `rows` rows a statement, values as text."""
    connection = duckdb.connect(job["database"] or ":memory:", read_only=bool(job["database"]) and job["readOnly"])
    try:
        for alias, path in job["attach"].items():
            connection.execute(f"attach '{path.replace(chr(39), chr(39) * 2)}' as \"{alias}\" (read_only)")
        return {"results": [answer(connection.execute(statement), job["rows"]) for statement in job["statements"]]}
    finally:
        connection.close()


# Generated queries see the tables that were made for them and nothing else.
LOCKS = (
    "set enable_external_access = false",
    "set python_enable_replacements = false",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set memory_limit = '1GB'",
    "set threads = 2",
    "set lock_configuration = true",
)


def run_queries(job: dict, _progress) -> dict:
    """Makes tables in memory by the service's own statements, then asks generated queries of them; each fails by itself."""
    connection = duckdb.connect(":memory:")
    try:
        for alias, path in job["attach"].items():
            connection.execute(f"attach '{path.replace(chr(39), chr(39) * 2)}' as \"{alias}\" (read_only)")
        for statement in job["prepare"]:
            connection.execute(statement)
        for alias in job["attach"]:
            connection.execute(f'detach "{alias}"')
        for lock in LOCKS:
            connection.execute(lock)
        return {"results": [ask(connection, query, job["rows"]) for query in job["queries"]]}
    finally:
        connection.close()


def ask(connection, query: str, most: int) -> dict:
    try:
        statements = connection.extract_statements(query)
        if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
            return {"failed": "It is not one query."}
        return answer(connection.execute(statements[0]), most)
    except duckdb.Error as error:
        return {"failed": str(error)[:2_000]}


def answer(cursor, most: int) -> dict:
    columns = [column[0] for column in cursor.description or []]
    rows = cursor.fetchmany(most) if columns else []
    return {"columns": columns, "rows": [[plain(value) for value in row] for row in rows]}


def plain(value):
    """Values that JSON and a double hold exactly; all others as text."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int) and abs(value) <= LARGEST_EXACT or isinstance(value, float) and math.isfinite(value):
        return value
    return str(value)


KINDS = {"dbt": run_dbt, "metricflow": run_metricflow, "sql": run_sql, "queries": run_queries}


def write_answer(path: str, value: dict) -> None:
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(value, file)
    os.rename(path + ".part", path)
