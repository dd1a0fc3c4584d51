"""The hub, asked through its own client: endpoint, proxies and token are what the user set for that.

Nothing else in modelpolicy goes online, and nothing imports this module before a user asks for it. Checked against
huggingface_hub 2.4.0.
"""

from typing import TYPE_CHECKING, Final

from modelpolicy.errors import InputError, Problem
from modelpolicy.stores.hub_facts import HubFacts, NoAnswer, formats_of

if TYPE_CHECKING:
    from huggingface_hub import ModelInfo

_TIMEOUT: Final = 30.0
"""Seconds that an answer may take."""


class HubClient:
    """The Hugging Face hub.

    Raises:
        InputError: its client is not installed.
    """

    def __init__(self) -> None:
        try:
            import huggingface_hub
        except ImportError as error:
            remedy = 'pip install "modelpolicy[hub]"'
            raise InputError(Problem("--online", 0, "the hub's client is not installed", remedy)) from error
        self._api = huggingface_hub.HfApi()

    def ask(self, repository: str) -> HubFacts | NoAnswer:
        """Ask for the default branch. A name that no repository can have is asked for nowhere."""
        from httpx2 import HTTPError
        from huggingface_hub.errors import HfHubHTTPError, HFValidationError

        try:
            return _facts(self._api.model_info(repository, files_metadata=True, timeout=_TIMEOUT))
        except HFValidationError:
            return NoAnswer("no repository can have this name")
        except HfHubHTTPError as error:
            return NoAnswer(f"the hub answers {error.response.status_code}: not there, or not shown to you")
        except (HTTPError, OSError) as error:
            remedy = "see to the network, HF_ENDPOINT and HF_HUB_OFFLINE; nothing was written"
            first_line = (str(error) or type(error).__name__).partition("\n")[0]
            raise InputError(Problem("--online", 0, f"the hub cannot be reached: {first_line}", remedy)) from error
        except (KeyError, TypeError, ValueError, AttributeError):
            return NoAnswer("what the hub answers is not understood")


def _facts(info: "ModelInfo") -> HubFacts:
    files = info.siblings or []
    sizes = [file.size for file in files]
    known = [size for size in sizes if isinstance(size, int) and size >= 0]
    return HubFacts(
        _line(info.sha),
        sum(known) if known and len(known) == len(sizes) else None,
        _line(info.card_data.get("license")) if info.card_data else None,
        formats_of(file.rfilename for file in files),
    )


def _line(value: object) -> str | None:
    """A word that a registry can hold: what a model's card says is anybody's."""
    is_word = isinstance(value, str) and value.isascii() and value.isprintable() and value.split() == [value]
    return str(value) if is_word else None
