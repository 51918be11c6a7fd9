"""What a new user brings along: an Excel sheet in Chinese, a Google contacts export, a folder of PDFs.

The sheet holds sixty partners; twenty of the Google contacts work at one of them under a name that is spelled
otherwise, so that twenty duplicates are to be cleaned.
"""

import csv
from pathlib import Path

import openpyxl
from reportlab.pdfgen.canvas import Canvas

HEADERS = ("单位名称", "英文名", "合作类型", "进展", "级别", "城市", "联系人", "职务", "电话", "官网", "备注")
ROLES = ("数据提供方", "算力提供方", "平台", "分销商", "投资方")
STAGES = ("潜在", "洽谈中", "合作中")
TIERS = ("战略", "优选", "注册")
CITIES = ("杭州", "上海", "深圳", "合肥")
NAMES = (
    ("仁禾医疗数据", "Renhe Medical Data"), ("云岫算力", "Yunxiu Compute"), ("澜亭银行", "Lanting Bank"),
    ("沣和保险", "Fenghe Insurance"), ("海棠优选", "Haitang Select"), ("绿荫学堂", "Lvyin Classroom"),
    ("泉知标注", "Quanzhi Annotation"), ("瑞业影像", "Ruiye Imaging"), ("纬线模型", "Weft Models"),
    ("朵云城运", "Duoyun City"), ("安济医院", "Anji Hospitals"), ("风鸢机器人", "Kite Robotics"),
    ("开梭社区", "OpenLoom"), ("远禾资本", "Yuanhe Capital"), ("子午语音", "Ziwu Voice"),
    ("蓝鳍研究院", "Bluefin Institute"), ("北灯分销", "Northlight"), ("盐沼云", "Saltmarsh Compute"),
    ("刚玉芯科", "Korund Silicon"), ("纸城传媒", "Papertown Media"),
)  # fmt: skip
FAMILIES, GIVEN = "沈方邱林周何孙马陶杜", ("若兰", "薇", "斌", "悦", "青", "见明", "佩瑶", "骁飞", "然", "衡")
GOOGLE = (
    "First Name", "Last Name", "Organization Name", "Organization Title",
    "E-mail 1 - Label", "E-mail 1 - Value", "Phone 1 - Label", "Phone 1 - Value", "Notes", "Labels",
)  # fmt: skip
DUPLICATES = len(NAMES)


def write_sheet(path: Path) -> Path:
    """Sixty partners: the twenty names at their seat, and forty branches of other business."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "名录"
    sheet.append(HEADERS)
    for row, (chinese, english) in enumerate(NAMES):
        sheet.append([f"{chinese}有限公司", english, *common(row), f"https://{slug(english)}.example", "老客户"])
    for row in range(40):
        name = f"{'东南西北'[row % 4]}{'山海川原野'[row // 4 % 5]}{'信达智联创科'[row // 20 * 2 :][:2]}有限公司"
        sheet.append([name, "", *common(row + 20), f"https://site-{row}.example", ""])
    workbook.save(path)
    return path


def common(row: int) -> list[str]:
    person = FAMILIES[row % 10] + GIVEN[row // 3 % 10]
    return [
        ROLES[row % 5], STAGES[row % 3], TIERS[row % 3], CITIES[row % 4], person, "商务总监", f"1380013{row:04d}",
    ]  # fmt: skip


def write_contacts(path: Path) -> Path:
    """Twenty people whose company is spelled as they do abroad: `Renhe Medical Data Co., Ltd.`."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(GOOGLE)
        for row, (_, english) in enumerate(NAMES):
            mail = f"person{row}@mail-{row}.example"
            writer.writerow(
                ("Ann", f"Lee {row}", f"{english} Co., Ltd.", "Director", "Work", mail, "Work", "", "", "* myContacts")
            )
    return path


def write_papers(folder: Path) -> Path:
    """Three papers named after their partner, and one that belongs to nobody."""
    folder.mkdir()
    for name in ("仁禾医疗数据 合作备忘录", "Yunxiu Compute - SLA 2026", "澜亭银行_NDA", "holiday photos"):
        canvas = Canvas(str(folder / f"{name}.pdf"))
        canvas.drawString(72, 720, f"A paper about {name.encode('ascii', 'ignore').decode()} clause nineteen")
        canvas.save()
    return folder


def slug(english: str) -> str:
    return english.casefold().replace(" ", "-")
