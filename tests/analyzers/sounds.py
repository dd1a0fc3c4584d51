"""Sounds of known content, at the rate of a film's sound track: voices, tones, clicks, noise and silence."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from tests.analyzers.films import SOUND_RATE

Samples = NDArray[np.float32]

# First formants of a, e, i, o, u, in hertz, after Peterson and Barney (1952).
VOWELS = ((730, 1090, 2440), (530, 1840, 2480), (270, 2290, 3010), (570, 840, 2410), (300, 870, 2240))


def as_sound(samples: NDArray[np.float32 | np.float64]) -> Samples:
    return samples.astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * SOUND_RATE), np.float32)


def join(*parts: Samples) -> Samples:
    return np.concatenate(parts)


def noise(seconds: float, amplitude: float = 0.1, slope: float = 0.0, seed: int = 0) -> Samples:
    """Noise whose amplitude falls with the frequency to the power of ``slope``: 0 is white, 0.5 pink, 1 brown."""
    size = round(seconds * SOUND_RATE)
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=size))
    spectrum[1:] /= np.arange(1, len(spectrum)) ** slope
    spectrum[0] = 0
    samples = np.fft.irfft(spectrum, size)
    return as_sound(amplitude * samples / samples.std())


def chord(seconds: float, *hertz: float, amplitude: float = 0.3) -> Samples:
    """Notes with four harmonics each, struck together, as on an organ."""
    times = np.arange(round(seconds * SOUND_RATE)) / SOUND_RATE
    waves = [np.sin(2 * np.pi * note * part * times) / part for note in hertz for part in range(1, 5)]
    return as_sound(amplitude * eased(np.sum(waves, axis=0) / len(hertz) / 2))


def beep(seconds: float, hertz: float, amplitude: float = 0.3) -> Samples:
    times = np.arange(round(seconds * SOUND_RATE)) / SOUND_RATE
    return as_sound(amplitude * eased(np.sin(2 * np.pi * hertz * times)))


def eased(samples: NDArray[np.float64], seconds: float = 0.005) -> NDArray[np.float64]:
    """Let a sound begin and end without a crack."""
    ramp = np.minimum(1, np.arange(len(samples)) / (seconds * SOUND_RATE))
    return samples * ramp * ramp[::-1]


def clicks(seconds: float, per_minute: float, amplitude: float = 0.6) -> Samples:
    """A metronome: 4 ms of decaying noise a beat."""
    track = silence(seconds)
    tick = amplitude * np.random.default_rng(0).uniform(-1, 1, 180) * np.exp(-np.arange(180) / 40)
    for begin in np.arange(0, len(track) - len(tick), 60 / per_minute * SOUND_RATE).astype(int):
        track[begin : begin + len(tick)] += tick.astype(np.float32)
    return track


def speech(
    syllables: int, rate: float, pitch: Sequence[float] = (120, 110), amplitude: float = 0.3, seed: int = 0
) -> Samples:
    """Say ``syllables`` vowels, ``rate`` a second, some after a hiss; the pitch glides through the hertz given.

    Every syllable has its own loudness and lasts between 55 and 75 % of its time; the voice trembles by 2 %.
    """
    random = np.random.default_rng(seed)
    size = round(SOUND_RATE / rate)
    total = size * syllables
    tremble = np.repeat(1 + random.normal(0, 0.02, total // 441 + 1), 441)[:total]
    hertz = np.interp(np.arange(total), np.linspace(0, total, len(pitch)), pitch) * tremble
    pulses = np.diff(np.floor(np.cumsum(hertz) / SOUND_RATE), prepend=0.0)
    parts = [_syllable(pulses[size * number : size * (number + 1)], random) for number in range(syllables)]
    said = np.concatenate(parts)
    return as_sound(amplitude * said / np.abs(said).max())


def _syllable(pulses: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.float64]:
    size = len(pulses)
    sound = lfilter([1.0], [1.0, -0.97], pulses)
    for formant in VOWELS[random.integers(len(VOWELS))]:
        angle, radius = 2 * np.pi * formant / SOUND_RATE, np.exp(-np.pi * 90 / SOUND_RATE)
        sound = lfilter([1 - radius], [1.0, -2 * radius * np.cos(angle), radius**2], sound)
    vowel = sound / np.abs(sound).max() * _hump(size, 1 - random.uniform(0.55, 0.75), 1.0) * random.uniform(0.6, 1)
    hiss = random.normal(0, 0.05, size) * _hump(size, 0.0, 0.25) * random.integers(2)
    return np.asarray(vowel + hiss)


def _hump(size: int, start: float, end: float) -> NDArray[np.float64]:
    """Rise and fall between two shares of the time."""
    return np.sin(np.pi * np.clip((np.linspace(0, 1, size) - start) / (end - start), 0, 1)) ** 0.7
