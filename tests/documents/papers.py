"""Agreements to print, put together by hand as the drawings show them: no book, no drafting."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crm.agreements.drafting.laid import Cells, LaidClause, LaidRow, LaidRun, Runs, RunState
from crm.documents.agreement_content import (
    AgreementPaper,
    Pair,
    PaperDataRight,
    PaperGoal,
    PaperObligation,
    PaperParty,
    PaperRestriction,
    PaperState,
    han_number,
    letters,
)
from crm.values.enums import DataAnswer, DataUse, ParagraphKind, PrevailingText, ReportLanguage, RestrictionType

MINGYUAN = PaperParty(
    letters(0),
    Pair("Mingyuan AI (Beijing) Technology Co., Ltd.", "明远智能（北京）科技有限公司"),
    Pair("model and product", "模型与产品提供方"),
    Pair("Haidian District, Beijing", "北京市海淀区"),
    Pair("Shen Ruolan", "沈若澜"),
    Pair("Chief Executive Officer", "首席执行官"),
    "91110108MA01A2B3C4",
)
YUNXIU = PaperParty(
    letters(1),
    Pair("Yunxiu Compute (Shanghai) Co., Ltd.", "云岫算力（上海）有限公司"),
    Pair("compute provider", "算力提供方"),
    Pair(),
    Pair("Liang Qichen", "梁其琛"),
    Pair("General Manager", "总经理"),
)
LANYU = PaperParty(
    letters(2),
    Pair("Lanyu Data (Singapore) Pte. Ltd.", "澜屿数据（新加坡）私人有限公司"),
    Pair("data provider", "数据提供方"),
    Pair("Singapore", "新加坡"),
)


def runs(text: str) -> Runs:
    """`**bold**` and `{what is empty}`, as the drafting lays them out."""
    found = []
    for at, part in enumerate(text.split("**")):
        for inner, piece in enumerate(part.replace("}", "{").split("{")):
            if piece:
                state = RunState.EMPTY if inner % 2 else RunState.PLAIN
                found.append(LaidRun(piece, bold=at % 2 == 1, state=state))
    return tuple(found)


def text(number: str, english: str, chinese: str) -> LaidRow:
    return LaidRow(number, ParagraphKind.TEXT, runs(english), runs(chinese))


def item(number: str, english: str, chinese: str) -> LaidRow:
    return LaidRow(number, ParagraphKind.ITEM, runs(english), runs(chinese))


def cells(*lines: Sequence[str]) -> Cells:
    return tuple(tuple(runs(cell) for cell in line) for line in lines)


DEFINITIONS = LaidClause(
    "1",
    "Definitions",
    "定义",
    (
        text(
            "1.1",
            "“Product” means the intelligent customer service for hospitals that Party A offers under the name "
            "**Xinglin Assistant**.",
            "“产品”指甲方以“杏林助手”名义提供的医院智能客服服务。",
        ),
        text(
            "1.2",
            "“Gross Revenue” means the sums invoiced for the Product and received from customers, less value-added "
            "tax and refunds.",
            "“总收入”指就产品向客户开具发票并实际收到的款项，扣除增值税和退款。",
        ),
        text(
            "1.3",
            "“Period” means each calendar quarter. The first Period begins on the Effective Date.",
            "“结算期”指每一公历季度；首个结算期自生效日起算。",
        ),
    ),
)
CONTRIBUTIONS = LaidClause(
    "2",
    "Contributions",
    "各方投入",
    (
        text("2.1", "For the term of this Agreement the Parties contribute:", "在本协议有效期内，各方应投入："),
        item(
            "(a)",
            "Party A: the model, the Product, its operation, and technical support to customers;",
            "甲方：模型、产品、运营，以及面向客户的技术支持；",
        ),
        item(
            "(b)",
            "Party B: not less than 120,000 GPU-hours in each calendar year, of the class stated in Schedule 1;",
            "乙方：每一公历年不少于120,000 GPU小时的算力，规格见附件一；",
        ),
        item(
            "(c)",
            "Party C: the data set Lanyu Medical Dialogue, version 3, and its quarterly updates, de-identified before "
            "delivery.",
            "丙方：“澜屿医疗对话”数据集（第3版）及其每季度更新，交付前应完成去标识化。",
        ),
        text(
            "2.2",
            "Where the contribution of a Party in a Period falls short by more than 5\u00a0%, the joint steering "
            "committee meets within 10 Working Days after notice.",
            "任一方在一个结算期内的投入短缺超过5%的，联合指导委员会应在收到通知后10个工作日内开会处理。",
        ),
    ),
)
DATA = LaidClause(
    "3",
    "Data Rights",
    "数据权利",
    (
        text(
            "3.1",
            "Party C grants Party A the rights in the table below in the data set of clause 2.1(c). A use marked "
            "“silent” is not permitted until it is agreed in writing.",
            "丙方就第2.1(c)条的数据集授予甲方下表所列权利。标为“未约定”的用途，在书面约定之前不得进行。",
        ),
        LaidRow(
            "",
            ParagraphKind.TABLE,
            (),
            (),
            cells(
                ("Use", "Xinglin-7B", "Other models", "Until"),
                ("train", "yes", "no", "2027-02-28"),
                ("fine-tune", "yes", "yes", "2027-02-28"),
                ("evaluate", "yes", "yes", "no limit"),
                ("sublicense", "no", "no", "–"),
                ("retain", "silent", "no", "–"),
            ),
            cells(
                ("用途", "杏林-7B", "其他模型", "期限"),
                ("训练", "是", "否", "2027-02-28"),
                ("微调", "是", "是", "2027-02-28"),
                ("评测", "是", "是", "无期限"),
                ("再许可", "否", "否", "–"),
                ("到期后留存", "**未约定**", "否", "–"),
            ),
        ),
        text(
            "3.2",
            "Party C warrants that it may grant these rights, and that the data were collected and are supplied in "
            "line with the applicable law on personal information.",
            "丙方保证其有权授予上述权利，且数据的采集与提供符合适用的个人信息保护法律。",
        ),
        text(
            "3.3",
            "Party A names {contact} as the person to write to.",
            "甲方指定{联络负责人}为联系人，由其书面说明原因。",
        ),
    ),
)
LAST = LaidClause(
    "4",
    "Language and Counterparts",
    "文本与份数",
    (
        text(
            "4.1",
            "This Agreement is written in Chinese and English. Where the two differ, the Chinese text prevails.",
            "本协议以中文和英文书就，两种文本不一致时，以中文文本为准。",
        ),
        text(
            "4.2",
            "It is made in three counterparts, one for each Party, of equal force.",
            "本协议一式三份，各方各执一份，具有同等效力。",
        ),
        text(
            "4.3",
            "A change of this Agreement needs the written signature of every Party, and is kept as a numbered "
            "amendment. The earlier text stays readable.",
            "对本协议的任何修订须经各方书面签署，并作为编号的修订版本保存；原文本继续可查。",
        ),
    ),
)

XINGLIN = AgreementPaper(
    title=Pair("Xinglin Assistant Revenue-Share Agreement", "杏林助手收入分成协议"),
    number="MY-RS-2025-014",
    version="1.0",
    state=PaperState.SIGNED,
    languages=ReportLanguage.BOTH,
    prevailing=PrevailingText.CHINESE,
    parties=(MINGYUAN, YUNXIU, LANYU),
    clauses=(DEFINITIONS, CONTRIBUTIONS, DATA, LAST),
    signed_on=date(2025, 2, 18),
    effective_on=date(2025, 3, 1),
    expires_on=date(2027, 2, 28),
    notice_on=date(2026, 11, 30),
    currency=Pair("CNY, settled quarterly", "人民币，按季结算"),
    law=Pair("the laws of the PRC", "中华人民共和国法律"),
    goals=(
        PaperGoal(
            Pair("Dialogues accepted at first check", "首次验收通过的对话"),
            "%",
            "88.0",
            "94.0",
            date(2026, 12, 31),
            "2.1",
        ),
        PaperGoal(Pair("Hospitals that use the Product", "使用产品的医院"), "", "12", "40", date(2027, 2, 28), "2.2"),
    ),
    obligations=(
        PaperObligation(
            Pair("Party C", "丙方"),
            Pair("Party A", "甲方"),
            Pair(
                "Delivers the quarterly update of the data set, de-identified, with its statement of sources",
                "交付经去标识化的数据集季度更新，并附来源说明",
            ),
            Pair("last working day of each quarter", "每季度最后一个工作日"),
            "2.1(c)",
        ),
        PaperObligation(
            Pair("Party A", "甲方"),
            Pair("Party B", "乙方"),
            Pair("Pays the compute of the Period", "支付该期算力费用"),
            Pair("10 working days after the invoice", "收到发票后10个工作日"),
            "2.2",
        ),
    ),
    restrictions=(
        PaperRestriction(
            RestrictionType.EXCLUSIVITY,
            Pair("Party C", "丙方"),
            Pair("Party A", "甲方"),
            Pair("Mainland China; dialogue between hospitals and patients", "中国大陆；医患对话"),
            Pair("1 March 2025 to 28 February 2027", "2025年3月1日至2027年2月28日"),
            "3.2",
        ),
    ),
    data_rights=tuple(
        PaperDataRight(
            "Lanyu Medical Dialogue 澜屿医疗对话",
            model,
            use,
            answer,
            date(2027, 2, 28) if answer is DataAnswer.YES else None,
            "3.1",
        )
        for model, answers in (
            ("Xinglin-7B", (DataAnswer.YES, DataAnswer.YES, DataAnswer.SILENT)),
            ("Other models", (DataAnswer.NO, DataAnswer.YES, DataAnswer.NO)),
        )
        for use, answer in zip((DataUse.TRAIN, DataUse.FINE_TUNE, DataUse.RETAIN), answers, strict=True)
    ),
    home=Pair("Mingyuan AI", "明远智能"),
    book="明远智能 Mingyuan AI",
)
DRAFT = replace(XINGLIN, state=PaperState.DRAFT, number="", version="0.3", signed_on=None, dated=date(2026, 10, 20))


def in_chinese(paper: AgreementPaper) -> AgreementPaper:
    """The clauses numbered 第一条 and （1）, as the drafting lays out Chinese alone."""
    clauses = tuple(
        replace(
            clause,
            number=f"第{han_number(int(clause.number))}条" if clause.number else "",
            rows=tuple(replace(row, number=han_item(row.number)) for row in clause.rows),
        )
        for clause in paper.clauses
    )
    return replace(paper, languages=ReportLanguage.CHINESE, clauses=clauses)


def han_item(number: str) -> str:
    return f"（{ord(number[1]) - ord('a') + 1}）" if number.startswith("(") else number


def in_english(paper: AgreementPaper) -> AgreementPaper:
    return replace(paper, languages=ReportLanguage.ENGLISH)


def with_clauses(paper: AgreementPaper, count: int) -> AgreementPaper:
    """The same clauses over and over, numbered on."""
    models = (DEFINITIONS, CONTRIBUTIONS, DATA)
    found = [renumbered(models[at % 3], at + 1) for at in range(count - 1)]
    return replace(paper, clauses=(*found, renumbered(LAST, count)))


def renumbered(clause: LaidClause, number: int) -> LaidClause:
    rows = tuple(
        replace(row, number=f"{number}.{row.number.split('.')[1]}" if "." in row.number else row.number)
        for row in clause.rows
    )
    return replace(clause, number=str(number), rows=rows)


LONG_EN = (
    "Each Party keeps in confidence the trade secrets and technical information of the others that it learns under "
    "this Agreement, until three years after its end, and lets them be seen only by those who need them. "
)
LONG_ZH = "各方对因本协议知悉的他方商业秘密和技术资料负有保密义务，期限为本协议终止后三年，并仅限确有需要的人员接触。"


def long_clause(number: int, sentences: int) -> LaidClause:
    row = text(f"{number}.1", LONG_EN * sentences, LONG_ZH * sentences)
    return LaidClause(str(number), "Confidentiality", "保密", (row,))


def many_parties(count: int) -> tuple[PaperParty, ...]:
    models = (MINGYUAN, YUNXIU, LANYU)
    return tuple(replace(models[rank % 3], letter=letters(rank)) for rank in range(count))
