"""Templates as they were compiled before: to compile all of a site's takes as long as rendering a hundred pages.

One small file for each beside the cache of the archive and under the same rules.
"""

from hashlib import blake2b
from pathlib import Path
from typing import Final

import jinja2.compiler
from jinja2.bccache import Bucket, BytecodeCache

from incitrack.records.cache_file import cache_folder, load, store
from incitrack.records.stamps import stamps_of

_FOLDER: Final = "templates"


class CompiledTemplates(BytecodeCache):
    """Keeps for the repository at `root` what a generator of code, given by its name, has made of templates."""

    def __init__(self, root: Path, generator: str) -> None:
        self._folder = cache_folder(root) / _FOLDER
        self._made_by = f"{generator} {_compilers()}"

    def get_source_checksum(self, source: str) -> str:
        """Changes with the template, and with what compiles it."""
        return blake2b(f"{self._made_by}\n{source}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was kept under its key, if it is of the same."""
        kept = load(self._folder / bucket.key)
        if isinstance(kept, bytes):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket."""
        store(self._folder / bucket.key, bucket.bytecode_to_string())


def _compilers() -> str:
    """Stamps of what makes code of templates: this package, and Jinja."""
    found = stamps_of([Path(__file__).parent, Path(jinja2.compiler.__file__)])
    return repr(sorted(each for each in found.items() if each[0].endswith(".py")))
