"""A plan of what can be deleted, by what every project of this machine needs."""

from dataclasses import dataclass

from modelpolicy.cleanup.planning.hindrance import Hindrances
from modelpolicy.cleanup.planning.mounts import mount_points
from modelpolicy.cleanup.planning.planner import plan_deletion
from modelpolicy.cleanup.planning.processes import held_open
from modelpolicy.cleanup.projects.projects import Projects
from modelpolicy.domain.plan import Options, Plan
from modelpolicy.settings.project import Project
from modelpolicy.usecases.stock.live import live
from modelpolicy.usecases.stock.stock import Stock, judge_stock


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and what it was made from."""

    plan: Plan
    stock: Stock


def make_plan(project: Project, options: Options, projects: Projects) -> Planned:
    """What could go now.

    Raises:
        InputError: settings or registry cannot be used. RefusedError: what some project needs is not known.
    """
    asked = live(project, projects)
    stock = judge_stock(project, asked.wanted)
    return Planned(plan_deletion(stock.judged, options, asked.projects, Hindrances(held_open(), mount_points())), stock)
