"""The unified social credit code 统一社会信用代码 of a Chinese organisation, GB 32100-2015."""

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def is_credit_code(text: str) -> bool:
    """18 signs whose last one checks the others: 31 − Σ sign × weight mod 31 (GB 32100-2015, 5.5).

    91350100M000100Y43 is the standard's own example.
    """
    if len(text) != 18 or any(sign not in SIGNS for sign in text):
        return False
    total = sum(SIGNS.index(sign) * weight for sign, weight in zip(text, WEIGHTS, strict=False))
    return SIGNS[(31 - total % 31) % 31] == text[17]
