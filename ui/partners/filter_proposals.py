"""What is proposed in place of nonsense in a filter, and the text with it put in. Pure."""

from crm.values import Problem


def proposal_of(problem: Problem) -> str:
    """The nearest right word; empty where there is none."""
    nearest = problem.values.get("nearest")
    if isinstance(nearest, str):
        return nearest
    return str(nearest[0]) if isinstance(nearest, list | tuple) and nearest else ""


def corrected(text: str, problem: Problem) -> str | None:
    """`stge:active` with the proposal `stage:` is `stage:active`; None where what was given stands there no more."""
    proposal, given = proposal_of(problem), str(problem.values.get("given", ""))
    at = text.casefold().rfind(given.casefold()) if given else -1
    if not proposal or at < 0:
        return missing_filled(text, problem, proposal)
    end = at + len(given)
    if problem.code == "filter-key-unknown":
        proposal = proposal.rstrip(":")
    return text[:at] + proposal + text[end:]


def missing_filled(text: str, problem: Problem, proposal: str) -> str | None:
    """`stage:` with nothing after it is `stage:active`."""
    key = proposal.partition(":")[0]
    if problem.code != "filter-value-missing" or not key:
        return None
    words = text.split(" ")
    for place in range(len(words) - 1, -1, -1):
        if words[place].rstrip().endswith((":", "：", "<", ">", "=")):
            return " ".join([*words[:place], proposal, *words[place + 1 :]])
    return None
