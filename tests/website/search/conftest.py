"""What several tests of the search share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.website.browser import a_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A browser for the tests of a file."""
    with a_browser() as running:
        yield running
