"""The version of the newsroom, as CHANGELOG.md has it."""

VERSION = "0.1.0"
