"""Rehearsal: a Bot API server on this machine, people who use it, and the page of their phones."""
