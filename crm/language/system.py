"""The language of the system, for the first start."""

import locale
import os
from collections.abc import Mapping

from crm.values.enums import Language


def system_language(environment: Mapping[str, str] = os.environ) -> Language:
    """Chinese where the system's messages are Chinese, else English. Asks no display."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return Language.CHINESE if value.lower().startswith("zh") else Language.ENGLISH
    spoken = locale.getlocale()[0] or ""
    return Language.CHINESE if spoken.lower().startswith(("zh", "chinese")) else Language.ENGLISH
