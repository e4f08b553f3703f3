"""Published Chinese circulars (公文) in, data out."""
from hongtou._version import __version__
__all__ = ["__version__"]
