"""Pictures of people that lie in installed packages."""

from importlib.resources import files

import numpy as np

from tests.analyzers.films import Pixels


def portrait() -> Pixels:
    """A portrait of NASA (public domain): the head straight, the eyes open, smiling."""
    from skimage import data

    astronaut: Pixels = data.astronaut()
    return astronaut[:256, 96:352].copy()


def old_portrait() -> Pixels:
    """A portrait of the US Navy (public domain): mouth closed."""
    return _read("matplotlib", "mpl-data/sample_data/grace_hopper.jpg")


def pointing_hand() -> Pixels:
    """A left hand whose index finger points to the right of the picture."""
    return _read("ultralytics", "assets/zidane.jpg")[270:540, 800:1120].copy()


def crossed_arms() -> Pixels:
    """A man who walks with crossed arms."""
    return _read("ultralytics", "assets/bus.jpg")[350:950, :220].copy()


def _read(package: str, picture: str) -> Pixels:
    import cv2

    stored = np.frombuffer(files(package).joinpath(picture).read_bytes(), np.uint8)
    decoded = cv2.imdecode(stored, cv2.IMREAD_COLOR_RGB)
    assert decoded is not None
    return decoded.astype(np.uint8, copy=False)
