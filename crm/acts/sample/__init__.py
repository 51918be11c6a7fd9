"""The sample book: a fictional AI-model company, its partners and two years of meetings, made through commands."""

from crm.acts.sample.author import create_sample, is_outdated

__all__ = ["create_sample", "is_outdated"]
