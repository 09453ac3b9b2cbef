"""What an open page asks for to learn whether there is a newer build: the moment, and a digest of the records."""

from incitrack.model.times import format_time
from incitrack.reports.json_text import to_compact_json
from incitrack.website.addresses import BUILD
from incitrack.website.contents import Contents
from incitrack.website.page import DataFile
from incitrack.website.reuse.ingredients import Ingredients, digest


def build_file(contents: Contents, ingredients: Ingredients) -> DataFile:
    """`build.json`: `built` as the pages say it, and a `digest` that only what the site shows can change."""
    return DataFile(BUILD, lambda: _build(contents, ingredients))


def _build(contents: Contents, ingredients: Ingredients) -> bytes:
    policies = (part for file in contents.archive.policy_files for part in (file.path, file.text))
    found = digest(ingredients.everything(), *policies)
    return to_compact_json({"built": format_time(contents.now), "digest": found.hex()}).encode()
