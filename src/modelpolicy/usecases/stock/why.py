"""Which model somebody means."""

from difflib import get_close_matches

from modelpolicy.domain.model_id import ModelId
from modelpolicy.errors import InputError, Problem, RegistryError
from modelpolicy.graph.model import Graph
from modelpolicy.registry.read import read_registry
from modelpolicy.settings.project import Project


def find_model(graph: Graph, project: Project, written: str) -> list[ModelId]:
    """The models that are loaded or documented whose id, name or last part of the name is ``written``.

    Raises:
        InputError: there is no such model; the remedy names the closest.
    """
    known = sorted({*graph.models(), *graph.unowned_models(), *_documented(project)})
    for position in range(3):
        found = [model for model in known if model.spellings[position] == written]
        if found:
            return found
    names = [str(model) for model in known]
    alike = [name for name in names if written.lower() in name.lower()]
    close = alike[:3] or get_close_matches(written, names, n=3, cutoff=0.4) or names[:3]
    remedy = f"did you mean {', '.join(close)}?" if close else "run `modelpolicy scan` to see what is loaded"
    raise InputError(Problem(written, 0, "neither the code nor the registry knows this model", remedy))


def _documented(project: Project) -> list[ModelId]:
    try:
        return list(read_registry(project.root / project.settings.registry, project.root).registry.models)
    except RegistryError:
        # The question is about the code; a registry that is missing or broken is `check`'s business.
        return []
