"""What a website or an email address says of whose it is. Pure."""

from functools import lru_cache

from crm.partners.duplicates.hosts import MAIL_HOSTS
from crm.partners.duplicates.keys import domain_of, host_of
from crm.partners.duplicates.letters import plain

LABELS = "www www2 m en cn zh de fr jp ja es it us uk eu global intl int home web portal about"
LANGUAGE_LABELS = frozenset(LABELS.split())
SECOND_LEVEL = frozenset(("com", "co", "org", "net", "gov", "edu", "ac", "or", "ne", "go", "gmbh"))


@lru_cache(maxsize=65_536)
def site_of(website: str) -> str:
    """The host by which a website tells its owner: without `www.` and labels of languages; nothing of a shared one."""
    domain = plain(domain_of(website))
    first, _, left = domain.partition(".")
    while first in LANGUAGE_LABELS and left.count("."):
        domain = left
        first, _, left = domain.partition(".")
    return domain


@lru_cache(maxsize=65_536)
def site_of_email(email: str) -> str:
    """The domain of an address, where an organisation and no mail provider gives it out."""
    _, at, host = email.strip().casefold().rpartition("@")
    if not at or host in MAIL_HOSTS or any(host.endswith(f".{shared}") for shared in MAIL_HOSTS):
        return ""
    return site_of(host)


@lru_cache(maxsize=65_536)
def label_of(site: str) -> str:
    """The word that was registered: acme of acme.com.cn and of cloud.acme.io."""
    parts = site.split(".")
    if len(parts) > 2 and parts[-2] in SECOND_LEVEL:
        parts = parts[:-1]
    return parts[-2].replace("-", "") if len(parts) > 1 else ""


def registered(site: str) -> str:
    """The domain as it was registered: acme.com of cloud.acme.com."""
    parts = site.split(".")
    size = 3 if len(parts) > 2 and parts[-2] in SECOND_LEVEL and len(parts[-1]) == 2 else 2
    return ".".join(parts[-size:])


@lru_cache(maxsize=65_536)
def page_of(address: str) -> str:
    """A page as a key: host and path, without scheme, `www.` and what hangs behind."""
    host = host_of(address.strip().casefold())
    path = address.casefold().split(host, 1)[-1] if host else ""
    return (host + path.split("?")[0].split("#")[0]).rstrip("/").removesuffix(".git") if host else ""
