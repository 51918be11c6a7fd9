"""Where and in what a restriction holds: places with what lies in them, and fields of use. Text in, values out.

China (CN) is the mainland; Hong Kong, Macao and Taiwan stand on their own, and 大中华区 has all four: so the codes of
ISO 3166 have it, and so contracts that say 中国大陆 mean it.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from crm.language.countries import country_of
from crm.values.enums import Language

Path = tuple[str, ...]
"""A place by what it lies in, the widest first: () is the world, ("CN",), ("CN", "44"). A field likewise."""

EVERYWHERE = frozenset({"world", "worldwide", "global", "globally", "全球", "世界", "全世界", "不限", "all"})
GROUPS = {
    "CN HK MO TW": ("greater china", "大中华区", "大中华", "大中华地区", "两岸四地"),
    "BN KH ID LA MY MM PH SG TH TL VN": ("asean", "东盟", "southeast asia", "south-east asia", "东南亚"),
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE": (
        *("eu", "european union", "欧盟"),
    ),
    "AT CH DE": ("dach",),
    "CA MX US": ("north america", "北美", "北美洲"),
    "AE BH KW OM QA SA": ("gcc", "海湾国家", "海合会"),
}
PROVINCES = """
11 BJ 北京 Beijing, 12 TJ 天津 Tianjin, 13 HE 河北 Hebei, 14 SX 山西 Shanxi,
15 NM 内蒙古 Inner-Mongolia, 21 LN 辽宁 Liaoning, 22 JL 吉林 Jilin, 23 HL 黑龙江 Heilongjiang,
31 SH 上海 Shanghai, 32 JS 江苏 Jiangsu, 33 ZJ 浙江 Zhejiang, 34 AH 安徽 Anhui,
35 FJ 福建 Fujian, 36 JX 江西 Jiangxi, 37 SD 山东 Shandong, 41 HA 河南 Henan,
42 HB 湖北 Hubei, 43 HN 湖南 Hunan, 44 GD 广东 Guangdong, 45 GX 广西 Guangxi,
46 HI 海南 Hainan, 50 CQ 重庆 Chongqing, 51 SC 四川 Sichuan, 52 GZ 贵州 Guizhou,
53 YN 云南 Yunnan, 54 XZ 西藏 Tibet, 61 SN 陕西 Shaanxi, 62 GS 甘肃 Gansu,
63 QH 青海 Qinghai, 64 NX 宁夏 Ningxia, 65 XJ 新疆 Xinjiang
"""
"""GB/T 2260, the first two digits, with the letters of ISO 3166-2 and both names."""

OWN = {"cn-hk": "HK", "cn-mo": "MO", "cn-tw": "TW"}
ENDING = re.compile(r"(壮族自治区|回族自治区|维吾尔自治区|自治区|省|市| province| municipality)$")
FIELDS = (
    ("health", "healthcare", "health care", "medical", "医疗", "健康", "医疗健康", "医疗卫生"),
    ("finance", "financial services", "financial", "金融"),
    ("education", "教育"),
    ("e-commerce", "ecommerce", "online retail", "电商", "电子商务"),
    ("media", "媒体", "传媒"),
    ("city", "smart city", "城市", "智慧城市"),
    ("industry", "manufacturing", "industrial", "工业", "制造", "制造业"),
)
EVERY_FIELD = frozenset({"all", "any", "all fields", "不限", "全部领域", "所有领域", "全部"})
SEPARATORS = re.compile(r"[,;，；、\n]")


@dataclass(frozen=True, slots=True)
class Scope:
    """Paths of which none is in two ways the same; `unread` are places that no list knows, held to their words."""

    paths: frozenset[Path]
    unread: tuple[str, ...] = ()

    def meets(self, other: "Scope") -> bool:
        return bool(self.shared(other))

    def shared(self, other: "Scope") -> frozenset[Path]:
        """What both have: of two of which one lies in the other the smaller."""
        found = {max(one, two, key=len) for one in self.paths for two in other.paths if lies_in(one, two)}
        return frozenset(path for path in found if not any(path != wide and within(path, wide) for wide in found))


def lies_in(one: Path, two: Path) -> bool:
    return within(one, two) or within(two, one)


def within(path: Path, wide: Path) -> bool:
    return path[: len(wide)] == wide


WHOLE = Scope(frozenset({()}))


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=1024)
def territory(text: str) -> Scope:
    """`CN, SG`, `广东省、香港`, `World`, `US-CA`; empty is everywhere."""
    paths, unread = set[Path](), []
    for word in parts(text):
        found = places_of(word)
        paths.update(found or ((f"?{folded(word)}",),))
        if not found:
            unread.append(word)
    return Scope(frozenset(paths), tuple(unread)) if paths else WHOLE


@lru_cache(maxsize=1024)
def use_field(text: str) -> Scope:
    """`health, finance`, `医疗、金融`, `health/imaging` in health; empty is every field."""
    paths = {field_of(word) for word in parts(text)}
    return Scope(frozenset(paths)) if paths else WHOLE


def parts(text: str) -> list[str]:
    return [part.strip() for part in SEPARATORS.split(text) if part.strip()]


def places_of(word: str) -> tuple[Path, ...]:
    name = folded(word)
    if name in EVERYWHERE:
        return ((),)
    for members, names in GROUPS.items():
        if name in names:
            return tuple((member,) for member in members.split())
    if name in OWN:
        return ((OWN[name],),)
    if province := provinces().get(ENDING.sub("", name)):
        return (("CN", province),)
    if part := re.fullmatch(r"([a-z]{2})-([a-z0-9]{1,3})", name):
        country = country_of(part[1])
        return ((country, part[2].upper()),) if country else ()
    country = country_of(word)
    return ((country,),) if country else ()


@cache
def provinces() -> dict[str, str]:
    """`广东`, `guangdong`, `cn-gd`, `cn-44`: 44."""
    found: dict[str, str] = {}
    for entry in PROVINCES.replace("\n", "").split(","):
        number, letters, chinese, english = entry.split()
        names = (chinese, folded(english.replace("-", " ")), f"cn-{letters.lower()}", f"cn-{number}")
        found |= dict.fromkeys(names, number)
    return found


@cache
def province_names() -> dict[str, tuple[str, str]]:
    """`44`: Guangdong, 广东."""
    entries = [entry.split() for entry in PROVINCES.replace("\n", "").split(",")]
    return {number: (english.replace("-", " "), chinese) for number, _, chinese, english in entries}


def province_named(number: str, language: Language) -> str:
    english, chinese = province_names()[number]
    return english if language is Language.ENGLISH else chinese


def field_of(word: str) -> Path:
    if folded(word) in EVERY_FIELD:
        return ()
    return tuple(canonical(step) for step in word.split("/") if step.strip())


def canonical(word: str) -> str:
    name = folded(word)
    return next((names[0] for names in FIELDS if name in names), name)


def in_words(paths: Iterable[Path]) -> tuple[str, ...]:
    """The codes of what is shared, in order: `CN`, `CN-44`, `health/imaging`; the whole is empty."""
    return tuple(sorted("-".join(path).lstrip("?") for path in paths if path))
