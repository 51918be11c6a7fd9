"""The words of closed lists as people write them, and the nearest one for a word that is none of them."""

import re
import unicodedata
from functools import cache
from typing import TypeVar

from crm.language import say
from crm.values.enums import AgreementType, Choice, DecisionRole, InteractionKind, Language, PartnerRole, Stage, Tier

Kind = TypeVar("Kind", bound=Choice)

NEAR = 60
"""Of 100: below, rapidfuzz's ratio of two short words says nothing."""

CLOSED: dict[str, type[Choice]] = {
    "partner.role": PartnerRole,
    "partner.stage": Stage,
    "partner.tier": Tier,
    "contact.decision_role": DecisionRole,
    "interaction.kind": InteractionKind,
    "agreement.type": AgreementType,
}
"""The fields of a row that hold a word of a closed list."""

WORDS: dict[Choice, str] = {
    PartnerRole.DATA_PROVIDER: (
        "数据|数据方|数据商|数据供应商|数据提供商|数据服务商|data|data vendor|data supplier|data partner"
    ),
    PartnerRole.COMPUTE_PROVIDER: (
        "算力|算力方|算力商|算力供应商|算力服务商|云服务商|云厂商|compute|gpu provider|cloud provider|compute partner"
    ),
    PartnerRole.TECHNOLOGY_PROVIDER: (
        "技术|技术方|技术提供方|技术供应商|技术服务商|技术伙伴|technology|tech|technology partner|tech provider"
    ),
    PartnerRole.ACADEMIC: (
        "学术|高校|大学|院校|科研院所|科研机构|研究院|academic|academia|university|research institute|academic partner"
    ),
    PartnerRole.OPEN_SOURCE: (
        "开源|社区|开源组织|开源项目|open source|open-source|oss|community|open source community"
    ),
    PartnerRole.UPSTREAM: "上游|供应商|上游供应商|upstream|supplier|vendor",
    PartnerRole.DOWNSTREAM: "下游|客户|下游客户|最终用户|downstream|customer|client|customer - direct|customer direct",
    PartnerRole.DISTRIBUTOR: (
        "分销|渠道|渠道商|代理|代理商|经销商|总代理|集成商|distributor|reseller|channel|channel partner|agent|var|si"
    ),
    PartnerRole.MARKETING: "营销|市场|市场伙伴|营销方|品牌|marketing|marketing agency|co-marketing",
    PartnerRole.FINANCIAL: "金融|金融方|金融客户|financial|finance|financial services",
    PartnerRole.PLATFORM: "平台方|平台商|应用平台|platform|platform partner|marketplace",
    PartnerRole.INVESTOR: "投资|投资人|投资机构|股东|风投|investor|vc|investment",
    Stage.PROSPECT: (
        "subscriber|潜在客户|潜在伙伴|线索|意向|初步接触|接触中|待接触|新建|lead|new|open|prospecting|identified"
    ),
    Stage.QUALIFIED: (
        "评估|已确认|已验证|合格|评估中|qualified lead|marketing qualified lead|sales qualified lead|evaluated|"
        "validated|qualifying"
    ),
    Stage.NEGOTIATING: (
        "洽谈|谈判|谈判中|商务谈判|协商中|在谈|推进中|跟进中|"
        "negotiation|in negotiation|in talks|opportunity|proposal|in progress"
    ),
    Stage.ACTIVE: (
        "合作|已合作|已签约|签约|正式合作|进行中|活跃|active partner|signed|won|live|closed won|customer|evangelist"
    ),
    Stage.DORMANT: "暂停|暂缓|搁置|沉睡|停滞|inactive|paused|on hold|sleeping|stalled",
    Stage.ENDED: "结束|终止|已终止|流失|已流失|关闭|已关闭|lost|closed|closed lost|terminated|churned|former",
    Tier.STRATEGIC: (
        "战略客户|核心客户|vip客户|vip|战略级|战略伙伴|战略合作伙伴|战略合作|核心|a|a级|a类|s|一级|1|key|"
        "key account|top|gold|platinum"
    ),
    Tier.PREFERRED: "重要客户|重点客户|优选级|优选伙伴|优先|重点|重要|b|b级|b类|二级|2|silver|important|priority",
    Tier.REGISTERED: (
        "普通客户|一般客户|注册级|注册伙伴|普通|一般|c|c级|c类|三级|3|standard|basic|bronze|normal|regular"
    ),
    DecisionRole.CHAMPION: "拥护者|支持|内部支持者|推动者|supporter|sponsor|advocate|coach",
    DecisionRole.DECISION_MAKER: (
        "决策者|决策|拍板人|决定人|拍板|decision-maker|decider|economic buyer|approver|buyer"
    ),
    DecisionRole.GATEKEEPER: "把关|守门人|把关者|采购|blocker|procurement|gate keeper",
    DecisionRole.USER: "用户|使用人|使用方|end user|operator",
    InteractionKind.MEETING: "面谈|会面|见面|线下会议|开会|现场会议|meet|in person|face to face|f2f|onsite meeting",
    InteractionKind.CALL: "通话|打电话|电话沟通|电话会议|电联|phone|phone call|telephone|tel",
    InteractionKind.VIDEO: (
        "视频|线上会议|腾讯会议|网络会议|线上|远程会议|zoom|teams|video call|video meeting|online meeting|"
        "webex|google meet"
    ),
    InteractionKind.EMAIL: "电子邮件|邮箱|邮件沟通|e-mail|mail",
    InteractionKind.VISIT: "到访|上门|上门拜访|来访|实地拜访|走访|参观|on-site visit|site visit",
    InteractionKind.REVIEW: "复盘|季度评审|评审会|回顾|qbr|business review|quarterly review",
    InteractionKind.WECHAT: "微信沟通|微信聊天|weixin|wechat message",
    InteractionKind.WECHAT_GROUP: "群聊|微信群聊|群|group chat",
    InteractionKind.MESSAGE: "短信|留言|钉钉|飞书|私信|sms|text|chat|im|dm|slack|whatsapp",
    AgreementType.DATA_LICENCE: (
        "数据许可|数据授权|数据采购|数据|data license|data licensing|data purchase|dataset licence"
    ),
    AgreementType.COMPUTE_SUPPLY: (
        "算力|算力供应|算力采购|算力租赁|云服务|compute|compute purchase|cloud services|gpu lease"
    ),
    AgreementType.RESELLER: (
        "经销|分销|代理|渠道|经销协议|代理协议|分销协议|distribution|distributor|reselling|agency|channel"
    ),
    AgreementType.REFERRAL: "推荐|引荐|居间|介绍|referral fee|introducer|lead referral",
    AgreementType.CO_DEVELOPMENT: (
        "联合开发|合作开发|共同开发|共建|联合研发|合作研发|技术合作|技术开发|"
        "joint development|codevelopment|development"
    ),
    AgreementType.RESEARCH: ("科研|研究|课题|产学研|科研合作|joint research|research collaboration|sponsored research"),
    AgreementType.CO_MARKETING: (
        "联合营销|联合推广|市场推广|营销|推广|comarketing|marketing|promotion|joint marketing"
    ),
    AgreementType.TECHNICAL_SUPPORT: (
        "技术支持|技术服务|服务|运维|维保|维护|support|services|technical services|maintenance|service agreement"
    ),
    AgreementType.NDA: (
        "保密|保密协议|nda|confidentiality|non-disclosure|non disclosure agreement|confidentiality agreement"
    ),
    AgreementType.MOU: (
        "备忘录|框架|框架协议|合作框架|战略合作|战略合作协议|意向书|mou|memorandum|framework|loi|letter of intent"
    ),
}

HINTS: dict[Choice, str] = {
    PartnerRole.FINANCIAL: "银行|保险|证券|基金|信托|券商|支付|bank|insurance|securities|fund|fintech",
    PartnerRole.INVESTOR: "孵化器|创投|加速器|资本|私募|incubator|accelerator|capital|private equity",
    PartnerRole.ACADEMIC: "学校|实验室|研究所|医学院|school|lab|institute|college",
    PartnerRole.MARKETING: "广告|公关|媒体|会展|advertising|agency|public relations|media|pr",
    PartnerRole.TECHNOLOGY_PROVIDER: "软件|硬件|芯片|software|hardware|chip|isv",
    PartnerRole.COMPUTE_PROVIDER: "服务器|智算|超算|云|数据中心|server|cloud|data center|hosting",
    PartnerRole.PLATFORM: "应用商店|电商|app store|e-commerce",
}
"""Near enough to be proposed, not to be taken: a bank may as well be a customer."""


@cache
def known(kind: type[Choice]) -> dict[str, Choice]:
    """Every word that means a member: its value, its labels in both languages, its synonyms."""
    words: dict[str, Choice] = {}
    for member in kind:
        labels = (say(member, Language.ENGLISH), say(member, Language.CHINESE), member.value)
        for word in (*labels, *WORDS.get(member, "").split("|")):
            if word:
                words.setdefault(folded(word), member)
    return words


@cache
def folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().strip().replace("-", " ").replace("_", " ").rstrip("。.")


def recognised(kind: type[Kind], word: str) -> Kind | None:
    """The member that the word means, in either language."""
    found = known(kind).get(folded(word))
    return found if isinstance(found, kind) else None


def nearest(kind: type[Kind], word: str) -> Kind | None:
    """The member that a person most likely meant, to be proposed."""
    from rapidfuzz import fuzz, process

    words: dict[str, Choice] = dict(known(kind))
    for member, hints in HINTS.items():
        if isinstance(member, kind):
            words.update({folded(hint): member for hint in hints.split("|")})
    plain = folded(word)
    held = [hint for hint in words if len(hint) >= 2 and hint in plain]
    if held:
        best = words[max(held, key=len)]
    else:
        found = process.extractOne(plain, list(words), scorer=fuzz.ratio, score_cutoff=NEAR)
        if found is None:
            return None
        best = words[found[0]]
    return best if isinstance(best, kind) else None


def recognised_share(kind: type[Choice], cells: list[str]) -> float:
    return sum(recognised(kind, cell) is not None for cell in cells) / len(cells) if cells else 0.0


def held_in(kind: type[Kind], text: str) -> Kind | None:
    """The member whose longest word stands in the text; None where none does, or two are as long."""
    plain = folded(text)
    found = [(len(word), member) for word, member in known(kind).items() if len(word) >= 2 and stands_in(word, plain)]
    longest = max((length for length, _ in found), default=0)
    best = {member for length, member in found if length == longest}
    member = best.pop() if len(best) == 1 else None
    return member if isinstance(member, kind) else None


def stands_in(word: str, text: str) -> bool:
    """A Latin word as a whole word, a Han word anywhere."""
    if not word.isascii():
        return word in text
    return re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) is not None
