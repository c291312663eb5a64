"""One root error and its few children, each of them also the builtin that fits.

Every message names the value, the rule that it breaks and the remedy, on one line.
Text that cannot be understood is not an error: it becomes
:class:`geostrike.model.Unlocated`, data with a reason.
"""


class GeostrikeError(Exception):
    """Root of everything that geostrike raises on purpose."""


class InputError(GeostrikeError, ValueError):
    """A value, an option or a file's content breaks a stated rule."""


class UnreadableError(GeostrikeError, OSError):
    """A path cannot be read or written."""


class GazetteerError(GeostrikeError, ValueError):
    """A gazetteer store or source is not what it should be."""


class MissingExtraError(GeostrikeError, ImportError):
    """An optional dependency is needed; the message names the extra to install."""
