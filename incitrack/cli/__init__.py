"""The shell: the only package that imports click."""
