"""Places as contracts name them, and what lies in what: countries, groups of them, provinces and large cities.

China (CN) is the mainland; Hong Kong, Macao and Taiwan stand on their own, and 大中华区 has all four: so the codes of
ISO 3166 have it, and so contracts that say 中国大陆 mean it. Continents are those of the United Nations (M49).
"""

import re
import unicodedata
from functools import cache

from crm.language.countries import country_of
from crm.values.enums import Language

Path = tuple[str, ...]
"""A place by what it lies in, the widest first: () is the world, ("CN",), ("CN", "44"), ("CN", "44", "深圳")."""

EVERYWHERE = frozenset((
    *("world", "worldwide", "world-wide", "whole world", "entire world", "global", "globally", "universe", "all"),
    *("全球", "世界", "全世界", "世界各地", "不限"),
))  # fmt: skip
GROUPS = {
    "CN HK MO TW": ("greater china", "大中华区", "大中华", "大中华地区", "两岸四地"),
    "CN": ("mainland", "prc mainland", "mainland of china", "中国内地", "内地", "大陆", "全国", "国内", "境内"),
    "HK MO": ("港澳", "港澳地区", "hong kong and macao", "hong kong and macau"),
    "HK MO TW": ("港澳台", "港澳台地区"),
    "BN KH ID LA MY MM PH SG TH TL VN": ("asean", "东盟", "southeast asia", "south-east asia", "东南亚"),
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE": (
        *("eu", "european union", "欧盟"),
    ),
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO": (
        *("eea", "european economic area", "欧洲经济区"),
    ),
    "AT CH DE": ("dach",),
    "CA MX US": ("north america", "北美", "北美洲"),
    "AE BH KW OM QA SA": ("gcc", "海湾国家", "海合会"),
    "AL AD AT BY BE BA BG HR CZ DK EE FI FR DE GR HU IS IE IT LV LI LT LU MT MD MC ME NL MK NO PL PT RO RU SM RS SK SI"
    " ES SE CH UA GB VA XK": ("europe", "欧洲"),
    "AF AM AZ BH BD BT BN KH CN CY GE HK IN ID IR IQ IL JP JO KZ KW KG LA LB MO MY MV MN MM NP KP OM PK PS PH QA SA SG"
    " KR LK SY TW TJ TH TL TR TM AE UZ VN YE": ("asia", "亚洲"),
    "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW"
    " SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW": ("africa", "非洲"),
    "AR BO BR CL CO EC GY PY PE SR UY VE": ("south america", "南美", "南美洲"),
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

REGIONS = {
    "11 12 13 14 15": ("华北", "华北地区", "north china", "northern china"),
    "21 22 23": ("东北", "东北地区", "东北三省", "northeast china"),
    "31 32 33 34 35 36 37": ("华东", "华东地区", "east china", "eastern china"),
    "41 42 43": ("华中", "华中地区", "central china"),
    "44 45 46": ("华南", "华南地区", "south china", "southern china"),
    "50 51 52 53 54": ("西南", "西南地区", "southwest china"),
    "61 62 63 64 65": ("西北", "西北地区", "northwest china"),
    "31 32 33 34": ("长三角", "长江三角洲", "yangtze river delta"),
    "11 12 13": ("京津冀",),
    "50 51": ("川渝", "成渝"),
}
"""Parts of China by the first digits of its provinces, as the state's own plans name them."""

CITIES = """
13 石家庄 Shijiazhuang, 14 太原 Taiyuan, 21 沈阳 Shenyang, 21 大连 Dalian, 22 长春 Changchun, 23 哈尔滨 Harbin,
32 南京 Nanjing, 32 苏州 Suzhou, 32 无锡 Wuxi, 33 杭州 Hangzhou, 33 宁波 Ningbo, 33 温州 Wenzhou, 34 合肥 Hefei,
35 福州 Fuzhou, 35 厦门 Xiamen, 36 南昌 Nanchang, 37 济南 Jinan, 37 青岛 Qingdao, 41 郑州 Zhengzhou, 42 武汉 Wuhan,
43 长沙 Changsha, 44 广州 Guangzhou, 44 深圳 Shenzhen, 44 珠海 Zhuhai, 44 佛山 Foshan, 44 东莞 Dongguan,
45 南宁 Nanning, 46 海口 Haikou, 46 三亚 Sanya, 51 成都 Chengdu, 52 贵阳 Guiyang, 53 昆明 Kunming, 54 拉萨 Lhasa,
61 西安 Xi'an, 62 兰州 Lanzhou, 63 西宁 Xining, 64 银川 Yinchuan, 65 乌鲁木齐 Urumqi, 15 呼和浩特 Hohhot
"""
"""Capitals of provinces and the other large cities, by the first digits of their province."""

OWN = {"cn-hk": "HK", "cn-mo": "MO", "cn-tw": "TW"}
ADDED = re.compile(r"^(?:within |in )?(?:the )?(?:territory of )?(?:the )?|(?: only| market)$")
ADDED_ZH = re.compile(r"(?:范围内|范围|境内|全境|辖区|市场|地区|区域内)$")
STATUS = re.compile(r"(?:特别行政区|特区|地区| sar| special administrative region)$")
ENDING = re.compile(r"(壮族自治区|回族自治区|维吾尔自治区|自治区|省|市| province| municipality| city)$")
BRACKETED = re.compile(r"\((?:大陆|内地|mainland|大陆地区)\)")


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def places_of(word: str) -> tuple[Path, ...]:
    """What a name stands for, as it is written or without what is only added: 新加坡市场, the territory of the PRC."""
    name = BRACKETED.sub("", folded(word)).strip()
    bare = ADDED.sub("", name)
    for tried in dict.fromkeys((name, bare, STATUS.sub("", bare), ADDED_ZH.sub("", bare))):
        if found := named(tried):
            return found
    return ()


def named(name: str) -> tuple[Path, ...]:
    if name in EVERYWHERE:
        return ((),)
    if found := groups().get(name):
        return found
    if name in OWN:
        return ((OWN[name],),)
    if path := inside_china().get(name) or inside_china().get(ENDING.sub("", name)):
        return (path,)
    if part := re.fullmatch(r"([a-z]{2})-([a-z0-9]{1,3})", name):
        country = country_of(part[1])
        return ((country, part[2].upper()),) if country else ()
    country = country_of(name) or country_of(name.replace(" and ", " & "))  # as CLDR writes Trinidad & Tobago
    return ((country,),) if country else ()


@cache
def groups() -> dict[str, tuple[Path, ...]]:
    found = {name: tuple((code,) for code in codes.split()) for codes, names in GROUPS.items() for name in names}
    parts = {name: tuple(("CN", code) for code in codes.split()) for codes, names in REGIONS.items() for name in names}
    return {**found, **parts}


@cache
def inside_china() -> dict[str, Path]:
    """`广东`, `guangdong`, `cn-gd`, `cn-44`: ("CN", "44"); 深圳 one deeper."""
    found: dict[str, Path] = {}
    for entry in entries(PROVINCES):
        number, letters, chinese, english = entry
        names = (chinese, folded(english.replace("-", " ")), f"cn-{letters.lower()}", f"cn-{number}")
        found |= dict.fromkeys(names, ("CN", number))
    for number, chinese, english in entries(CITIES):
        found |= dict.fromkeys((chinese, folded(english)), ("CN", number, chinese))
    return found


def entries(table: str) -> list[list[str]]:
    return [entry.split() for entry in table.replace("\n", " ").split(",")]


def place_name(code: str, language: Language) -> str:
    """`CN-44`: Guangdong, 广东. `CN-44-深圳`: Shenzhen, 深圳. Of no place in China nothing."""
    provinces = [(f"CN-{number}", chinese, english) for number, _, chinese, english in entries(PROVINCES)]
    cities = [(f"CN-{number}-{chinese}", chinese, english) for number, chinese, english in entries(CITIES)]
    for known, chinese, english in (*provinces, *cities):
        if code == known:
            return english.replace("-", " ") if language is Language.ENGLISH else chinese
    return ""
