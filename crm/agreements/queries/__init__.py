"""What is asked about agreements. One module a topic; all are named here."""

from crm.agreements.queries.changes import VersionChanges
from crm.agreements.queries.coming import AgreementDay, ComingDays, DayKind
from crm.agreements.queries.data_rights import DataRights, MayWe
from crm.agreements.queries.detail import AgreementDetail
from crm.agreements.queries.drafted import AgreementFindings, LaidAgreement, StandardDifferences
from crm.agreements.queries.duties import Duties
from crm.agreements.queries.in_force import InForce
from crm.agreements.queries.listing import AgreementCount, AgreementLine, AgreementNamed, Agreements
from crm.agreements.queries.overlapping import Overlapping
from crm.agreements.queries.promises import AgreementPromises, ObligationPlace
from crm.agreements.queries.series import NumberSeriesRows, SeriesRow
from crm.agreements.queries.text import AgreementText

__all__ = [
    "AgreementCount",
    "AgreementDay",
    "AgreementDetail",
    "AgreementFindings",
    "AgreementLine",
    "AgreementNamed",
    "AgreementPromises",
    "AgreementText",
    "Agreements",
    "ComingDays",
    "DataRights",
    "DayKind",
    "Duties",
    "InForce",
    "LaidAgreement",
    "MayWe",
    "NumberSeriesRows",
    "ObligationPlace",
    "Overlapping",
    "SeriesRow",
    "StandardDifferences",
    "VersionChanges",
]
