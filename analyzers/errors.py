"""Why a file, or a part of it, cannot be analysed."""


class MediaError(Exception):
    """A file cannot be analysed; the message names it and says why."""


class EmptyFileError(MediaError):
    """The file has no bytes."""


class NotAVideoError(MediaError):
    """The file is no video, or so damaged that it cannot be opened as one."""


class NoAudioError(MediaError):
    """The video has no sound."""


class NothingToReadError(Exception):
    """None of the analyzers whose segments are needed has any to give."""
