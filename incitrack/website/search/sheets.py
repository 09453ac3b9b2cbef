"""What is to be indexed, written out page by page, so that the process that indexes need not hold it."""

from collections.abc import Sequence
from pathlib import Path

from incitrack.website.contents import Contents
from incitrack.website.search.bundles import PAGE, Bundle, BundleStore, Prepared, Sheets
from incitrack.website.search.documents import Document, documents_of
from incitrack.website.search.layout import lay_out
from incitrack.website.search.record_tables import record_tables
from incitrack.website.search.repeats import common_words, repeats_apart, sampled


def prepare(contents: Contents, store: BundleStore, folder: Path) -> Prepared:
    """Work out what the index of a site is made of, and write what is new into `folder`.

    Raises:
        OSError: the disk refuses.
    """
    documents = documents_of(contents)
    by_digest = {document.digest: document for document in documents}
    kept, new = _laid_out(list(by_digest), store)
    made = {store.key(digests): digests for digests in new}
    known = {key: bundle for key in made if (bundle := store.get(key))}
    return Prepared(
        tuple(document.digest for document in documents),
        record_tables(contents, documents),
        (*kept, *known.values()),
        tuple(
            write_sheets([by_digest[digest] for digest in digests], folder / key)
            for key, digests in made.items()
            if key not in known
        ),
    )


def _laid_out(wanted: Sequence[str], store: BundleStore) -> tuple[list[Bundle], tuple[tuple[str, ...], ...]]:
    """The whole bundles to keep, and of what to make others; each file is looked at of those alone."""
    known = list(store.known())
    while True:
        layout = lay_out(wanted, known)
        whole = {key: bundle for key in layout.kept if (bundle := store.get(key))}
        if len(whole) == len(layout.kept):
            return list(whole.values()), layout.new
        damaged = {key for key in layout.kept if key not in whole}
        for key in damaged:
            store.drop(key)
        known = [each for each in known if each.key not in damaged]


def write_sheets(documents: Sequence[Document], folder: Path) -> Sheets:
    """Write the words of documents into a new folder, each page of them as the engine is to have it."""
    folder.mkdir()
    sample = [document.words()[0] for document in documents[sampled(documents)]]
    common = common_words(sample, len(documents))
    lengths: list[int] = []
    titles: list[int] = []
    pages: list[Path] = []
    for start in range(0, len(documents), PAGE):
        content: list[str] = []
        for document in documents[start : start + PAGE]:
            words, title = document.words()
            content += repeats_apart(words, common)
            lengths.append(len(words))
            titles.append(title)
        pages.append(folder / str(start))
        pages[-1].write_text(" ".join(content), encoding="utf-8")
    digests = tuple(document.digest for document in documents)
    return Sheets(digests, tuple(lengths), tuple(titles), tuple(sorted(common)), tuple(pages))
