"""`python -m incitrack` is the command line."""

from incitrack.cli.main import main

main()
