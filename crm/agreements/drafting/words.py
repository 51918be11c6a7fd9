"""A text cut into words, for marking what changed: English by words, Chinese by those of contracts. Loses nothing."""

import re
from collections.abc import Iterator

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
COUNTED = "个|日|天|年|月|周|小时|元|万元|条|款|项|份|方|次|倍|%|％|‰|工作日|自然日|个月|个工作日|万|亿"
TOKENS = re.compile(
    r"(?P<mark>\*\*|\{@?[\w.-]{1,60}\})"  # bold, placeholder, reference: never half of one
    rf"|(?P<number>第?(?:\d[\d,.]*\d|\d|[零〇一二三四五六七八九十百千两]+)(?:个工作日|工作日|自然日|个月|小时|万元|[{HAN}])?)"
    rf"|(?P<han>[{HAN}]+?(?=第?[\d零〇一二三四五六七八九十百千两]|[^{HAN}]|\Z))"
    rf"|(?P<word>(?:(?![{HAN}])[^\W_])+(?:['’-](?:(?![{HAN}])[^\W_])+)*)"
    r"|(?P<space>\s+)|(?P<sign>.)",
    re.DOTALL,
)
UNITS = frozenset(COUNTED.split("|"))
OF_CONTRACTS = """
协议 合同 条款 双方 各方 一方 另一方 对方 任何 甲方 乙方 丙方 许可 许可方 被许可
被许可方 提供 提供方 接收方 披露方 权利 义务 应当 不得 可以 有权 无权 保密 信息 数据
数据集 数据处理 个人 个人信息 模型 训练 微调 评测 衍生 再许可 留存 使用 知识产权 所有权
著作权 专利 商标 违约 违约金 违约责任 赔偿 损失 责任 终止 解除 到期 届满 期限 有效期
生效 之日 以内 书面 通知 送达 签署 签字 盖章 授权 代表 法定 法定代表人 法律 法规 适用
争议 仲裁 法院 管辖 诉讼 不可抗力 转让 变更 补充 补充协议 附件 费用 价款 付款 支付
结算 发票 税款 税率 人民币 金额 收益 分成 分配 利益 比例 收入 成本 交付 验收 质量
标准 技术 支持 服务 服务器 算力 渠道 伙伴 合作 目的 目标 范围 定义 区域 领域 独家
排他 非排他 竞业 限制 最惠 安全 合规 出境 备案 审计 记录 报告 会议 工作日 自然日 包括
但不限于 除非 如果 以及 或者 并且 根据 按照 依据 经 其他 第三方 关联方 客户 产品 用户
销毁 删除 返还 复制 存储 传输 公开 披露 中国 大陆 境内 境外 全球 上海 北京 医院 医疗
影像 临床 金融 教育 研究 开发 论文 发布 成果 试点 项目 计划 进度 里程碑 季度 每月
每年 每季 三个月 提前 延期 续约 续期 自动 同意 拒绝 确认 批准 语言 中文 英文 文本
原件 正本 副本 效力 冲突 为准 合法 来源 保证 承诺 声明 善意 合理 必要 及时 立即 永久
全部 部分 剩余
"""
WORDS = frozenset(OF_CONTRACTS.split())
LONGEST = max(map(len, WORDS))


def words(text: str) -> list[str]:
    """The pieces of a text; joined they are the text.

    `The fee is 30%.` gives The, fee, is, 30, %, . with the spaces between;
    应在六十日内交付数据 gives 应, 在, 六十日, 内, 交付, 数据.
    """
    return list(cut(text))


def cut(text: str) -> Iterator[str]:
    at = 0
    while match := TOKENS.match(text, at):
        piece, at = match[0], match.end()
        if match.lastgroup == "number" and is_han(piece[-1]) and not counted(piece):
            piece, at = piece[:-1], at - 1
        if match.lastgroup == "han":
            yield from cut_han(piece)
        elif piece:
            yield piece


def counted(piece: str) -> bool:
    """Whether a number ends with what it counts: 六十日, 第三条, 三个月. Else its last sign belongs to what follows."""
    return piece[-1] in "零〇一二三四五六七八九十百千两" or any(piece.endswith(unit) for unit in UNITS)


def is_han(sign: str) -> bool:
    return re.match(f"[{HAN}]", sign) is not None


def cut_han(run: str) -> Iterator[str]:
    """The longest word that is known, else a sign alone."""
    at = 0
    while at < len(run):
        for end in range(min(len(run), at + LONGEST), at, -1):
            if end == at + 1 or run[at:end] in WORDS:
                yield run[at:end]
                at = end
                break
