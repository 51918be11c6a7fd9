"""What a question about data rights asks, in English or Chinese: which use, which model, which data. Text only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crm.agreements.places import folded
from crm.values.enums import DataUse

USES = {
    DataUse.FINE_TUNE: r"fine[- ]?tun\w*|\bsft\b|微调(?:训练)?|精调",
    DataUse.TRAIN: r"\b(?:pre-?)?train\w*|预?训练",
    DataUse.EVALUATE: r"\bevaluat\w*|\bbenchmark\w*|\btest(?:s|ing)?\b|评测|测评|评估|测试",
    DataUse.DERIVE: r"\bderiv\w*|\bdistil\w*|\bsynthe\w*|衍生|蒸馏|合成",
    DataUse.SUBLICENSE: r"\bsub-?licen[sc]\w*|再许可|分许可|转许可|转授权",
    DataUse.RETAIN: r"\bretain\w*|\bretention|\bkeep\w*|\bstor(?:e|es|ing|age)\b|留存|保留|存储|保存",
}
"""In this order: what fine-tunes says 训练 too."""

ALIASES = {"通义千问": "qwen", "千问": "qwen", "文心一言": "ernie", "文心": "ernie", "智谱": "glm", "混元": "hunyuan"}
FAMILIES = ("qwen", "llama", "deepseek", "chatglm", "glm", "gpt", "baichuan", "ernie", "mistral", "mixtral", "gemma")
MORE_FAMILIES = ("internlm", "hunyuan", "doubao", "claude", "gemini", "kimi", "minicpm", "bert", "百川", "豆包")
MODEL = re.compile(rf"(?<![a-z0-9])(?:{'|'.join((*FAMILIES, *MORE_FAMILIES))})(?![a-z])[a-z0-9.-]*")

WORDS_OF_DATA = (
    ("chest", "胸部", "胸片"),
    ("imaging", "image", "images", "picture", "pictures", "影像", "图像", "图片"),
    ("text", "texts", "文本"),
    ("speech", "audio", "voice", "语音", "音频"),
    ("video", "videos", "视频"),
    ("dialogue", "dialogues", "dialog", "conversation", "conversations", "对话"),
    ("clinical", "临床"),
    ("medical", "health", "healthcare", "医疗", "健康"),
    ("hospital", "医院"),
    ("records", "record", "病历", "记录"),
    ("financial", "finance", "金融", "财务"),
    ("news", "新闻", "资讯"),
    ("education", "educational", "教育"),
    ("users", "user", "customer", "customers", "用户", "客户"),
    ("feedback", "反馈"),
    ("logs", "log", "日志"),
    ("code", "代码"),
    ("legal", "law", "法律"),
    ("university", "大学"),
)
"""The same in both languages."""

HAN_WORDS = re.compile("|".join(word for words in WORDS_OF_DATA for word in words if not word.isascii()))

IN_BETWEEN = """
may might can could do does are is be am we us our it i to on with the a an of for from in by and or under any
use used uses using allowed permitted right rights have has data dataset datasets set sets model models what
whether which that this their his its agreement agreements contract licence license please not
would should shall will must need ok okay fine legal legally lawful if when while until since before after during once
end ends ended ending expiry expires expired termination terminated now still already today also just only some all
team company own anyone anybody someone else others other them they it's there then so as at into onto out over through
work with from me my you your
"""
FILLERS = frozenset(IN_BETWEEN.split())
PHRASES = re.compile(
    r"\b(?:third part(?:y|ies)"
    r"|(?:a|an|any|our|your|the) (?:own |new |next |latest |large |small |ai |language )*models?)\b"
)
"""Gone as a whole: a *third* or a *new* alone may be the name of a hospital."""

FILLERS_ZH = re.compile(
    "我们|我司|本公司|能不能|可不可以|是不是|能否|可否|是否|可以|允许|有权|有没有|使用|利用|拿来|用于|用来|进行|数据集|数据|模型"
    "|协议|合同|基于|根据|请问|我方|我部|本方|公司|团队|自己|自研|自有|新的|大语言|第三方|第三人|他人|别人|其他人|任何人|提供|给出"
    "|到期|终止|届满|结束|有效期|期间|期内|目前|现在|仍然|继续|以后|之后|以前|之前|如果|合法|合规|需要|应该|想要|打算|一下|的"
)
EDGES = "吗呢吧么能可用拿来去做把将对在于了与和给被让向不集从"
"""Stripped from the ends of a run only: 对 stands in 对话, 和 in the name of a hospital."""

ASKS = re.compile(
    r"^(?:may|can|could|might)\s+(?:we|i|our)\b|^(?:are|am)\s+(?:we|i)\s+(?:allowed|permitted|free)\b|^(?:is|are)\b.*\ballowed\b"
    "|能否|可否|能不能|可不可以|是否可以|是否能|是否允许|是否有权|有没有权|(?:可以|能|允许).*吗"
)
"""How a question begins; in Chinese what it has anywhere."""

HAN_RUN = re.compile("[\u3400-\u9fff]{2,}")
WORD = re.compile(r"[a-z0-9][a-z0-9.+-]*")
BY_THEIR_WORDS = 0.5
ENOUGH_OF_RUN = 0.75
"""Of the signs of a run of Han: it may hold one that belongs to no name."""


@dataclass(frozen=True, slots=True)
class Question:
    """`uses` none: all; `models` none: any; `words` and `runs` (of Han) name the data."""

    uses: tuple[DataUse, ...]
    models: tuple[str, ...]
    words: tuple[str, ...]
    runs: tuple[str, ...]

    @property
    def names_data(self) -> bool:
        return bool(self.words or self.runs)


def question(text: str, known_models: Iterable[str] = ()) -> Question:
    """`known_models` are those that the book names.

    `may we train Qwen on Renhe imaging data` asks for TRAIN, qwen, and the data of `renhe`, `imaging`.
    """
    left = folded(text)
    for alias, name in ALIASES.items():
        left = left.replace(alias, f" {name} ")
    models = []
    for name in sorted({folded(name) for name in known_models} - {""}, key=len, reverse=True):
        whole = rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])"
        if re.search(whole, left):
            models.append(name)
            left = re.sub(whole, " ", left)
    models += [found.rstrip(".-") for found in MODEL.findall(left)]
    left = PHRASES.sub(" ", MODEL.sub(" ", left))
    uses = []
    for use, said in USES.items():
        if re.search(said, left):
            uses.append(use)
            left = re.sub(said, " ", left)
    words = [word.rstrip(".-+") for word in WORD.findall(left)]
    for word in HAN_WORDS.findall(left):
        words.append(word)
        left = left.replace(word, " ")
    runs = [run.strip(EDGES) for run in HAN_RUN.findall(FILLERS_ZH.sub(" ", left))]
    ordered = tuple(use for use in DataUse if use in uses)
    named = tuple(dict.fromkeys(word for word in words if word not in FILLERS))
    return Question(ordered, tuple(dict.fromkeys(models)), named, tuple(run for run in runs if len(run) > 1))


def is_question(text: str) -> bool:
    """Whether it reads as one that agreements may answer: `may we train on Renhe`, 能否用仁禾的数据."""
    return ASKS.search(folded(text)) is not None


def is_model(asked: str, model: str) -> bool:
    """Whether one names the other, or a version of it: `qwen` and `Qwen2.5-7B`, not `qwen3` and `Qwen2.5`."""
    one, two = squeezed(asked), squeezed(model)
    return bool(one and two) and (one.startswith(two) or two.startswith(one))


def squeezed(model: str) -> str:
    name = folded(model)
    for alias, other in ALIASES.items():
        name = name.replace(alias, other)
    return re.sub(r"[\s_-]+", "", name)


def likeness(asked: Question, names: str, clause: str) -> float:
    """How well a right fits the words that name the data, 0 to 1; a word that stands in the clause alone counts half.

    Under a half where a word is found nowhere: data of another name is other data.
    """
    in_names, in_clause = Hay.of(names), Hay.of(clause)
    parts = [[max(in_names.has(word), BY_THEIR_WORDS * in_clause.has(word))] for word in asked.words]
    parts += [in_run(run, in_names, in_clause) for run in asked.runs]
    scores = [score for part in parts for score in part]
    missed = any(sum(score > 0 for score in part) < ENOUGH_OF_RUN * len(part) for part in parts)
    mean = sum(scores) / len(scores) if scores else 0.0
    return mean / 2 if missed else mean


def in_run(run: str, names: "Hay", clause: "Hay") -> list[float]:
    """Sign by sign: one counts that stands in a pair that is found."""
    scores = [0.0] * len(run)
    for at in range(len(run) - 1):
        pair = run[at : at + 2]
        found = max(names.has(pair), BY_THEIR_WORDS * clause.has(pair))
        scores[at], scores[at + 1] = max(scores[at], found), max(scores[at + 1], found)
    return scores


@dataclass(frozen=True, slots=True)
class Hay:
    text: str
    words: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Hay":
        plain = folded(text)
        return cls(plain, frozenset(WORD.findall(plain)))

    def has(self, word: str) -> float:
        return 1.0 if any(self.holds(other) for other in same_words(word)) else 0.0

    def holds(self, word: str) -> bool:
        return word in self.words if word.isascii() else word in self.text


def same_words(word: str) -> tuple[str, ...]:
    return next((words for words in WORDS_OF_DATA if word in words), (word,))
