"""Says messages in a person's language. One catalogue for window, command line and documents."""

from crm.language.catalogue import codes, is_known
from crm.language.dates import day
from crm.language.sentences import say
from crm.language.system import system_language

__all__ = ["codes", "day", "is_known", "say", "system_language"]
