"""Numbers with their nouns, as watcher writes them itself. Pure."""


def many(number: int, noun: str) -> str:
    """“1 story”, “2 stories”, “3 days”; `noun` in the singular, its last word is counted."""
    if number == 1:
        return f"1 {noun}"
    ends_in_ies = noun.endswith("y") and noun[-2] not in "aeiou"
    return f"{number} {noun[:-1]}ies" if ends_in_ies else f"{number} {noun}s"
