"""What an open page asks for to learn whether there is a newer build: the moment, and a digest of the records."""

from hashlib import sha256

from incitrack.model.times import format_time
from incitrack.records.policy_files import PolicyFile
from incitrack.records.record import Record
from incitrack.reports.json_text import to_compact_json
from incitrack.website.addresses import BUILD
from incitrack.website.contents import Contents
from incitrack.website.page import DataFile


def build_file(contents: Contents) -> DataFile:
    """`build.json`: `built` as the pages say it, and a `digest` that only what the site shows can change."""
    return DataFile(BUILD, lambda: _build(contents))


def _build(contents: Contents) -> bytes:
    archive = contents.archive
    digest = sha256()
    records: list[Record | PolicyFile] = [*archive.incidents, *archive.postmortems, *archive.policy_files]
    for file in records:
        digest.update(f"{file.path}\0{len(file.text)}\0{file.text}".encode("utf-8", "surrogatepass"))
    return to_compact_json({"built": format_time(contents.now), "digest": digest.hexdigest()[:16]}).encode()
