"""Results of smoke runs and traces of commands, kept in an SQLite database of this user."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from modelpolicy.domain.runtime import SmokeResult, TracedCommand
from modelpolicy.errors import InputError, Problem
from modelpolicy.smoke.kept.run_data import load_from_data, run_from_data, run_to_data, surroundings_from_data

_VERSION: Final = 1
_SCHEMA: Final = f"""
create table run (
    project text not null,      -- the absolute path of its root
    analyzer text not null,
    moment integer not null,    -- seconds since 1970 UTC
    code text not null,         -- a digest of the analyzer's files
    passed integer not null,
    run text not null,          -- JSON
    surroundings text not null  -- JSON
);
create index run_of on run (project, analyzer, moment);
create table trace (project text not null, command text not null, moment integer not null, loads text not null);
create index trace_of on trace (project, moment);
pragma user_version = {_VERSION};
"""


def database_in(state: Path) -> Path:
    """Where the database lies in the user's directory of modelpolicy."""
    return state / "smoke" / "results.sqlite"


class Results:
    """What is known of the project at ``project``. The database is made when something is added."""

    def __init__(self, database: Path, project: Path) -> None:
        self._database = database
        self._project = str(project)

    def add(self, result: SmokeResult) -> None:
        """Keep a result.

        Raises:
            InputError: the database cannot be used; the same for all that follows.
        """
        run = (json.dumps(run_to_data(result.run)), json.dumps(asdict(result.surroundings)))
        passed = result.run.failure is None
        with self._opened() as database:
            database.execute(
                "insert into run values (?, ?, ?, ?, ?, ?, ?)",
                (self._project, result.run.analyzer, result.moment, result.code, passed, *run),
            )

    def add_trace(self, trace: TracedCommand) -> None:
        """Keep what a command was seen to load."""
        loads = json.dumps([asdict(load) for load in trace.loads])
        with self._opened() as database:
            database.execute(
                "insert into trace values (?, ?, ?, ?)", (self._project, trace.command, trace.moment, loads)
            )

    def latest(self) -> dict[str, SmokeResult]:
        """The last result of each analyzer, in the order of their names."""
        query = """
            select moment, code, run, surroundings from run as one where project = ? and rowid = (
                select rowid from run where project = one.project and analyzer = one.analyzer
                order by moment desc, rowid desc limit 1)
            order by analyzer"""
        return {result.run.analyzer: result for result in self._results(query, self._project)}

    def history(self, analyzers: Iterable[str]) -> tuple[SmokeResult, ...]:
        """Every result of ``analyzers``, oldest first."""
        names = tuple(analyzers)
        marks = ", ".join("?" * len(names))
        query = f"select moment, code, run, surroundings from run where project = ? and analyzer in ({marks})"  # noqa: S608 - only marks
        return tuple(self._results(f"{query} order by moment, rowid", self._project, *names))

    def traces(self, since: int) -> tuple[TracedCommand, ...]:
        """The commands that were traced since that moment, oldest first."""
        query = "select command, moment, loads from trace where project = ? and moment >= ? order by moment, rowid"
        return tuple(
            TracedCommand(command, moment, tuple(map(load_from_data, json.loads(loads))))
            for command, moment, loads in self._rows(query, self._project, since)
        )

    def _results(self, query: str, *values: str) -> Iterator[SmokeResult]:
        for moment, code, run, surroundings in self._rows(query, *values):
            found = surroundings_from_data(json.loads(surroundings))
            yield SmokeResult(run_from_data(json.loads(run)), moment, code, found)

    def _rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        if not self._database.exists():
            return []
        with self._opened() as database:
            return database.execute(query, values).fetchall()

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self._database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._database, timeout=30)) as database, database:
                if database.execute("pragma user_version").fetchone() == (0,):
                    database.executescript(_SCHEMA)
                yield database
        except (OSError, sqlite3.Error) as error:
            remedy = "mend or remove it: it holds results of smoke runs alone"
            raise InputError(Problem(str(self._database), 0, f"cannot be used: {error}", remedy)) from error
