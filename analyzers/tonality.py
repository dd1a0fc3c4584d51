"""How much of a sound is tones, and how steady they are."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analyzers.decode import SAMPLE_RATE

WINDOW: Final = 1024  # 64 ms: the harmonics of a man's voice stand apart
HOP: Final = 160
LOWEST: Final = 5  # bin, 78 Hz: the rumble of traffic and wind lies below, and is no tone
NEIGHBOURS: Final = 25  # bins that say what is usual around one
STANDS_OUT: Final = 8.0  # times the usual power, which in noise holds some 3 % of it
LATER: Final = (12, 16)  # windows of 10 ms after which a note still sounds and a voice has moved on


@dataclass(frozen=True, slots=True)
class Tonality:
    """What a sound consists of, as shares of 0 to 1.

    ``tones`` is the share of the power in peaks of the spectrum, ``steadiness`` the share of these peaks' power that
    is in a peak at the same frequency 0.12 and 0.16 s later, or a third of the sound later where it is short.
    ``hertz`` is where the strongest peak is.
    """

    tones: float
    steadiness: float
    hertz: float


def measure_tonality(samples: NDArray[np.float32]) -> Tonality:
    """Measure mono samples at `SAMPLE_RATE`."""
    import librosa
    from scipy.ndimage import median_filter

    padded = np.pad(samples, (0, max(0, WINDOW - len(samples))))
    power = np.abs(librosa.stft(padded, n_fft=WINDOW, hop_length=HOP))[LOWEST:] ** 2
    peaks = power > STANDS_OUT * median_filter(power, size=(NEIGHBOURS, 1))
    tonal = np.where(peaks, power, 0)
    longest = min(max(LATER), max(1, tonal.shape[1] // 3))
    later = {min(lag, longest) for lag in LATER}
    begin = tonal[:, :-longest]
    stays = np.all([peaks[:, lag : lag + begin.shape[1]] for lag in later], axis=0)
    return Tonality(
        tones=float(tonal.sum() / max(power.sum(), 1e-12)),
        steadiness=float(begin[stays].sum() / max(begin.sum(), 1e-12)),
        hertz=_strongest(samples),
    )


def _strongest(samples: NDArray[np.float32]) -> float:
    size = max(len(samples), SAMPLE_RATE)
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), size))
    return float(spectrum.argmax() * SAMPLE_RATE / size)
