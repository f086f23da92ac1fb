"""Numbers with their nouns, as watcher writes them itself. Pure."""


def many(number: int, noun: str) -> str:
    """“1 story”, “2 stories”, “0 alerts”; `noun` in the singular, its last word is counted."""
    if number == 1:
        return f"1 {noun}"
    stem, ending = (noun[:-1], "ies") if noun.endswith("y") else (noun, "s")
    return f"{number} {stem}{ending}"
