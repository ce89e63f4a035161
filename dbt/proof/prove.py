"""What a proof does with each project: parse strictly, compile both branches, read every function, build where it can."""

import importlib
import importlib.metadata
import os
import time

from dbt.cli.main import dbtRunner

from . import deprecations, functions, offline
from .branches import Branches, forget
from .recording import Recording

# Adapters whose connections are plain enough to be replaced: a whole build runs against them.
BUILDABLE = ("snowflake", "redshift")
FLAGS = ["--no-use-colors", "--log-level-file", "none", "--no-version-check"]
COMPILE = ["compile", "--no-introspect", "--no-populate-cache"]
LOAD = ["seed"]
PRODUCTION = ["build", "--exclude", "config.schema:raw", "--exclude-resource-type", "unit_test"]
UNIT_TESTS = ["test", "--select", "test_type:unit"]


class Prover:
    def __init__(self, job: dict, progress) -> None:
        self.job = job
        self.adapter = job["adapter"]
        self.progress = progress
        self.dialect = functions.Dialect(self.adapter)
        offline.prepare(self.adapter)
        importlib.import_module(f"dbt.adapters.{self.adapter}")

    def run(self) -> dict:
        return {
            "adapter": importlib.metadata.version(f"dbt-{self.adapter}"),
            "dbt": importlib.metadata.version("dbt-core"),
            "sqlglot": importlib.metadata.version("sqlglot"),
            "projects": [self.prove(project) for project in self.job["projects"]],
        }

    def prove(self, project: dict) -> dict:
        os.chdir(project["folder"])
        answer = {"name": project["name"], "parse": None, "compiles": [], "builds": []}
        manifest, answer["parse"] = self.parse(project)
        if manifest is None:
            return answer
        branches = Branches(manifest)
        for incremental in (False, True):
            branches.take(incremental)
            answer["compiles"].append(self.compile(project, manifest, incremental))
        branches.ask()
        if project["build"] and self.adapter in BUILDABLE and all(one["succeeded"] for one in answer["compiles"]):
            compiled = {file["uniqueId"]: file["sql"] for file in answer["compiles"][0]["files"]}
            answer["builds"] = self.build(project, manifest, compiled)
        return answer

    def parse(self, project: dict):
        found = deprecations.Listener()
        result, step = self.invoke(project, "parse", ["parse", "--no-partial-parse", "--show-all-deprecations"], None, found)
        step["deprecations"] = found.found
        return (result.result if result.success else None), step

    def compile(self, project: dict, manifest, incremental: bool) -> dict:
        stage = "compile, a later run" if incremental else "compile, the first run"
        result, step = self.invoke(project, stage, [*COMPILE, *project["select"]], manifest)
        files = [file for file in map(compiled_file, nodes_of(result)) if file]
        read = [self.dialect.read(file["sql"]) for file in files]
        return {**step, "incremental": incremental, "files": [{**file, **found} for file, found in zip(files, read)]}

    def build(self, project: dict, manifest, compiled: dict) -> list:
        """Twice, as production does: into an empty warehouse, then onto what stands there."""
        with Recording(self.adapter, manifest, compiled) as recording:
            builds = []
            for standing, stage in ((False, "build from nothing"), (True, "build on what stands")):
                recording.standing = standing
                commands = [LOAD, PRODUCTION, *([UNIT_TESTS] if standing else [])]
                for command in commands:
                    _, step = self.invoke(project, stage, command, manifest)
                    statements = recording.taken()
                    builds.append(
                        {
                            **step,
                            "standing": standing,
                            "command": command,
                            "statements": len(statements),
                            "unread": self.unread(statements),
                        }
                    )
                    if not step["succeeded"]:
                        return builds
            return builds

    def unread(self, statements: list) -> list:
        """Statements that are no SQL of this warehouse. A seed's rows are bound values, for which the text has blanks."""
        found = []
        for node, sql in statements:
            if node.startswith("seed."):
                continue
            read = self.dialect.read(sql)
            if read["error"] or read["unknown"]:
                found.append({"uniqueId": node, **read})
        return found

    def invoke(self, project: dict, stage: str, args: list, manifest, listener=None):
        counting = self.counting(project["name"], stage)
        told: list = []
        callbacks = [counting, semantic(told), *([listener] if listener else [])]
        started = time.monotonic()
        counting(None)
        if manifest is not None:
            forget(manifest)
        result = dbtRunner(manifest=manifest, callbacks=callbacks).invoke([*args, *FLAGS, "--profiles-dir", project["folder"]])
        step = {
            "succeeded": bool(result.success),
            "exception": None if result.exception is None else "\n".join([str(result.exception), *told])[:20_000],
            "seconds": round(time.monotonic() - started, 3),
            "nodes": [node_result(one) for one in getattr(result.result, "results", None) or []],
        }
        return result, step

    def counting(self, project: str, stage: str):
        done, total = 0, 0

        def on_event(event) -> None:
            nonlocal done, total
            node = ""
            if event is not None:
                if event.info.name not in ("LogStartLine", "NodeFinished"):
                    return
                node = event.data.node_info.node_name
                if event.info.name == "LogStartLine":
                    total = event.data.total
                else:
                    done += 1
            self.progress({"project": project, "stage": stage, "done": done, "total": max(done, total), "node": node})

        return on_event


def semantic(told: list):
    """What is wrong with the semantic layer is told by events; the exception only says that something is."""

    def on_event(event) -> None:
        if event.info.name == "SemanticValidationFailure":
            told.append(" ".join(event.data.msg.split()))

    return on_event


def nodes_of(result) -> list:
    return [one.node for one in getattr(result.result, "results", None) or []]


def node_result(one) -> dict:
    node = one.node
    return {
        "uniqueId": node.unique_id,
        "path": getattr(node, "original_file_path", None),
        "status": str(one.status),
        "message": None if one.message is None else str(one.message)[:4_000],
    }


def compiled_file(node):
    sql = getattr(node, "compiled_code", None)
    if not sql:
        return None
    return {"uniqueId": node.unique_id, "name": node.name, "path": node.original_file_path, "sql": sql}
