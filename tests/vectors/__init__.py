"""Worked examples of the rules, from files in the format of ../shared/vectors: one test per example."""
