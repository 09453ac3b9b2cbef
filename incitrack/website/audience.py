"""Whom a site is for."""

from enum import StrEnum


class Audience(StrEnum):
    """Whom a site is for: the team itself, or everyone."""

    INTERNAL = "internal"
    PUBLIC = "public"
