"""Which names may be meant by the name that a chat shows: 沈若兰, 沈若兰-仁禾, 仁禾医疗 沈若兰, A 沈若兰（数据）."""

import re

PARTS = re.compile(r"[\s\-_—·•|/\\()（）\[\]【】<>@＠,，、:：~～]+")
CLAUSES = re.compile(r"\s*[_—·•|/\\()（）\[\]【】<>@＠,，、:：~～]\s*|\s+-+\s+")
HAN_NAME = re.compile("[\u3400-\u9fff]{2,}")
FEWEST = 2


def names_in_speaker(shown: str) -> list[str]:
    """The whole, then its parts, then the ends of a run of Chinese: 仁禾沈若兰 ends in 沈若兰."""
    parts = [part for part in PARTS.split(shown) if len(part) >= FEWEST]
    latin = " ".join(part for part in PARTS.split(shown) if part.isascii() and part.isalpha())
    ends = [
        piece
        for run in HAN_NAME.findall(shown)
        for length in (4, 3, 2)
        for piece in (run[-length:], run[:length])
        if len(run) > length
    ]
    clauses = [clause for clause in CLAUSES.split(shown) if len(clause) >= FEWEST]
    return list(dict.fromkeys([" ".join(shown.split()), *clauses, *parts, *([latin] if latin else []), *ends]))
