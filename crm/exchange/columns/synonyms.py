"""The words by which headers name a field, in both languages. A `?` meaning is settled by the kind of the table."""

import re
import unicodedata
from functools import cache

SYNONYMS: dict[str, str] = {
    "partner.name": (
        "公司|公司名称|公司名|单位|单位名称|企业|企业名称|客户|客户名称|客户公司|所属公司|所在单位|工作单位|"
        "机构|机构名称|合作伙伴|合作伙伴名称|伙伴|伙伴名称|合作方|合作方名称|合作单位|供应商|供应商名称|"
        "渠道商|组织名称|公司全称|公司名稱|單位|單位名稱|企業|企業名稱|客戶|客戶名稱|company|company name|"
        "account|account name|partner|partner name|customer|customer name|client|vendor|supplier|employer|"
        "business name|firm|institution|会社名|会社|회사|회사명"
    ),
    "partner.name_zh": (
        "中文名|中文名称|公司中文名|企业中文名|chinese name|name (chinese)|name zh|name_zh|name (zh)|company (chinese)"
    ),
    "partner.name_en": (
        "英文名|英文名称|英文名稱|公司英文名|英文全称|english name|name (english)|name en|name_en|name (en)|"
        "company (english)"
    ),
    "partner.legal_name": (
        "法定名称|注册名称|工商名称|全称|法人名称|营业执照名称|法定名稱|legal name|registered name|"
        "legal entity|full legal name|full name of company|company legal name"
    ),
    "partner.other_names": (
        "简称|公司简称|别名|曾用名|其他名称|簡稱|short name|abbreviation|alias|aliases|also known as|"
        "other names|aka|former name|trading name"
    ),
    "partner.credit_code": (
        "统一社会信用代码|社会信用代码|信用代码|税号|纳税人识别号|统一信用代码|統一社會信用代碼|credit code|"
        "unified social credit code|uscc|usci|tax id|tax number|vat number|registration number"
    ),
    "partner.slug": "slug|来源标识|list key",
    "partner.role": (
        "合作类型|类型与阶段|伙伴类型|合作伙伴类型|合作角色|伙伴角色|角色|客户类型|公司类型|企业类型|合作類型|"
        "partner role|partner type|role|account type|type of partner|partner roles|roles|relationship type|"
        "roles and stages|company type"
    ),
    "partner.stage": (
        "阶段|进展|合作阶段|合作进展|合作状态|状态|进度|階段|狀態|stage|status|pipeline stage|partner stage|"
        "lifecycle stage|deal stage|progress|phase"
    ),
    "partner.last_contact": (
        "最近联系|最近联系时间|最近联系日期|最后联系|最后联系时间|上次联系|上次联系时间|最近跟进|最近跟进时间|"
        "最后跟进|最后跟进时间|最近沟通|last contact|last contacted|last contact date|last activity|"
        "last activity date|last touch|last interaction"
    ),
    "partner.tier": (
        "级别|等级|分级|合作级别|伙伴级别|客户级别|客户等级|重要程度|級別|等級|tier|level|partner tier|grade|"
        "rank|priority"
    ),
    "partner.owner": (
        "负责人|我方负责人|对接人|客户经理|商务负责人|跟进人|归属人|负责销售|bd|bd负责人|負責人|owner|"
        "account owner|account manager|partner manager|responsible|assigned to|record owner|sales rep"
    ),
    "partner.country": (
        "国家|国家/地区|国家或地区|国别|國家|country|country/region|country or region|country code|nation"
    ),
    "partner.city": "城市|所在城市|所在地|地区|city|town|location|hq|headquarters|region",
    "partner.website": (
        "网址|官网|网站|主页|公司网址|公司网站|官方网站|網址|官網|網站|website|web|homepage|home page|url|"
        "web site|company website|domain|company domain name|site|web address"
    ),
    "partner.repository": (
        "代码仓库|仓库|代码库|repository|repo|github|repository url|repo url|source code|github url"
    ),
    "partner.twitter": "推特|twitter|x (twitter)|twitter url|twitter handle",
    "partner.maturity": "成熟度|项目成熟度|maturity|project stage|foundation stage|project status",
    "partner.verticals": (
        "行业|垂直领域|领域|所属行业|应用领域|行業|industry|vertical|verticals|sector|industries|market segment"
    ),
    "partner.tags": (
        "标签|分类|类别|子类|子分类|子类别|標籤|分類|tags|tag|labels|category|categories|subcategory|"
        "sub-category|sub category|group|groups"
    ),
    "partner.organization": (
        "维护方|所属组织|所属机构|主办方|上级组织|maintainer|maintained by|maintaining organization|owned by|"
        "parent organization|foundation|steward"
    ),
    "partner.description": (
        "简介|公司简介|企业简介|描述|介绍|主营业务|簡介|description|about|summary|overview|profile|company description"
    ),
    "contact.name": (
        "姓名|联系人|联系人姓名|客户姓名|人员|对方联系人|主要联系人|联络人|联系人名称|聯絡人|聯繫人|"
        "聯繫人姓名|contact|contact name|contact person|person|full name|person name|primary contact|"
        "attendee name|氏名|이름|성명"
    ),
    "contact.first_name": "名|名字|first name|firstname|given name|forename|first",
    "contact.last_name": "姓|姓氏|last name|lastname|surname|family name|last",
    "contact.name_en": "英文姓名|联系人英文名|english full name|contact english name",
    "contact.title": (
        "职务|职位|岗位|职称|头衔|联系人职务|職務|職位|職稱|job title|position|job|post|designation|"
        "title (job)|役職|직책"
    ),
    "contact.phone": (
        "手机|电话|手机号|手机号码|联系电话|电话号码|联系方式|座机|固定电话|办公电话|联系人电话|移动电话|"
        "手機|電話|手機號碼|聯絡電話|phone|mobile|mobile phone|cell|cell phone|telephone|tel|phone number|"
        "business phone|work phone|mobile number|contact phone|contact number|携帯|전화|휴대폰"
    ),
    "contact.email": (
        "邮箱|电子邮箱|邮件|邮箱地址|电子邮件|联系邮箱|郵箱|電子郵件|信箱|email|e-mail|mail|email address|"
        "e-mail address|work email|business email|contact email|メール"
    ),
    "contact.wechat": "微信|微信号|微信账号|weixin|wechat|wechat id|wechat account|微信號",
    "contact.decision_role": "决策角色|决策身份|决策作用|decision role|buying role|influence",
    "contact.language": "语言|首选语言|沟通语言|language|preferred language|lang",
    "interaction.held_on": (
        "日期|会议日期|拜访日期|沟通日期|跟进日期|联系日期|跟进时间|会议时间|沟通时间|时间日期|date|"
        "meeting date|held on|on|day|activity date|call date|contacted on|日付"
    ),
    "interaction.kind": (
        "方式|沟通方式|联系方式类型|跟进方式|互动类型|会议类型|活动类型|interaction kind|interaction type|"
        "activity type|meeting type|channel|interaction"
    ),
    "interaction.title": "主题|会议主题|标题|议题|事项|主題|subject|topic|meeting title|agenda|headline",
    "interaction.notes": (
        "纪要|会议纪要|内容|沟通内容|跟进内容|跟进记录|沟通记录|记录|会议内容|详情|紀要|內容|minutes|"
        "meeting notes|content|body|details|discussion|call notes"
    ),
    "interaction.people": (
        "参会人|参会人员|参与人|与会人员|与会人|参加人员|出席人员|人员名单|people|attendees|participants|who|"
        "with whom|present|contacts"
    ),
    "interaction.actions": (
        "待办|待办事项|行动项|后续|后续行动|下一步|下一步计划|跟进事项|待辦|action|actions|action items|"
        "action item|todo|to do|to-do|next steps|next step|follow up|follow-up|tasks"
    ),
    "interaction.starts_at": "开始时间|几点|start time|starts at|time|start",
    "interaction.place": "地点|会议地点|地址|场所|place|venue|address",
    "?name": "名称|名稱|name|全名|display name",
    "?organization": "组织|所属单位|organization|organisation|org|organization name|organisation name",
    "?title": "title|抬头",
    "?kind": "类型|種類|类别类型|kind|type|類型",
    "?notes": (
        "备注|说明|備註|注释|补充说明|其他|notes|note|remark|remarks|comment|comments|memo|description/notes|비고|備考"
    ),
}


LONGEST_HEADER = 12


@cache
def meanings() -> dict[str, str]:
    return {folded(word): meaning for meaning, words in SYNONYMS.items() for word in words.split("|")}


@cache
def long_words() -> tuple[tuple[str, str], ...]:
    """Han words of two signs and more, the longest first: 客户联系人手机号码 holds 手机号码 before it holds 联系人."""
    found = [(word, meaning) for word, meaning in meanings().items() if len(word) >= 2 and not word.isascii()]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def folded(header: str) -> str:
    """NFKC, casefold; marks, blanks and `（必填）` left out: `Company_Name *` is companyname."""
    text = unicodedata.normalize("NFKC", header).casefold().strip()
    plain = re.sub(r"[\s_\-*:：.?!#]+", "", text)
    return re.sub(r"\((?:必填|选填|可选|required|optional|\*)\)", "", plain)


def is_known_header(text: str) -> bool:
    """Whether the cell is a header word for word: a company's own name may hold 公司 as well."""
    return folded(text) in meanings()


def meaning_of(header: str) -> str | None:
    """What the header says by itself, or None."""
    plain = folded(header)
    if plain in meanings():
        return meanings()[plain]
    bare = re.sub(r"\(.*?\)|\[.*?\]|（.*?）|【.*?】", "", plain)
    bare = re.sub(r"\d+$", "", bare)
    if bare in meanings():
        return meanings()[bare]
    return held_in(bare) if len(bare) <= LONGEST_HEADER else misspelled(bare)


def held_in(plain: str) -> str | None:
    """The meaning of the longest Han word at its end, where Chinese puts what a thing is, else anywhere in it."""
    for word, meaning in long_words():
        if plain.endswith(word):
            return meaning
    for word, meaning in long_words():
        if word in plain:
            return meaning
    return misspelled(plain)


def misspelled(plain: str) -> str | None:
    """The meaning of the nearest word where only a letter or two differ."""
    if len(plain) < 5 or not plain.isascii():
        return None
    from rapidfuzz import fuzz, process

    found = process.extractOne(plain, list(meanings()), scorer=fuzz.ratio, score_cutoff=88)
    return meanings()[found[0]] if found else None
