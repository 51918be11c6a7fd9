"""What is asked about agreements. One module a topic; all are named here."""

from crm.agreements.queries.changes import VersionChanges
from crm.agreements.queries.data_rights import DataRights, MayWe
from crm.agreements.queries.detail import AgreementDetail
from crm.agreements.queries.in_force import InForce
from crm.agreements.queries.listing import AgreementLine, AgreementNamed, Agreements
from crm.agreements.queries.overlapping import Overlapping
from crm.agreements.queries.promises import AgreementPromises
from crm.agreements.queries.text import AgreementText

__all__ = [
    "AgreementDetail",
    "AgreementLine",
    "AgreementNamed",
    "AgreementPromises",
    "AgreementText",
    "Agreements",
    "DataRights",
    "InForce",
    "MayWe",
    "Overlapping",
    "VersionChanges",
]
