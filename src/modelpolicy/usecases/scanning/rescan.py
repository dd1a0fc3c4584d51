"""A scan that is made again only where something has changed that the last one was made from."""

from pathlib import Path

from modelpolicy.cache.seals import Seal, are_whole, seal
from modelpolicy.settings.project import Project
from modelpolicy.usecases.scanning.scan import Scan, scan


class Rescan:
    """Scans a project, or copies of it, of which the texts of files change: none comes or goes.

    ``scanned`` is the scan of the project at ``root`` as it is.
    """

    def __init__(self, scanned: Scan, root: Path) -> None:
        self._keep(scanned, root)

    def __call__(self, project: Project) -> Scan:
        """The scan of ``project``.

        Raises:
            InputError: as ``usecases.scan.scan`` does.
        """
        if not are_whole(project.root, self._sealed):
            self._keep(scan(project), project.root)
        return self._scanned

    def _keep(self, scanned: Scan, root: Path) -> None:
        self._scanned = scanned
        read = (*scanned.paths, *scanned.documents, *scanned.configurations)
        self._sealed: dict[str, Seal] = {path: seal(root / path) for path in read}
