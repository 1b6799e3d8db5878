"""Tokens of dictation: words, numbers and marks, with exact offsets, as a spaCy tokenizer."""

from __future__ import annotations

from cac import patterns as re
import unicodedata
from functools import lru_cache

from spacy.tokens import Doc
from spacy.vocab import Vocab

_TOKEN = re.compile(r"\d+(?:\.\d+)?|\.\d+|[^\W\d_]+(?:['\u2019][^\W\d_]+)?|\n|[^\S\n]+|.", re.DOTALL)
_SINGLE = {
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": " ", "\r": " ", "\x0b": " ", "\x0c": " ", "\u2028": "\n", "\u2029": "\n",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u2192": ">", "\u21d2": ">", "\u279c": ">", "\u2794": ">", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00b4": "'",
}


_ASCII = str.maketrans({char: new for char, new in _SINGLE.items() if char.isascii()})


#: dots that lead the eye from a label to its value
_LEADERS = re.compile(r"(?<=\s)\.{3,}(?=\s)|\.{4,}")


def flatten(text: str) -> str:
    """The text in lower case with one kind of space, hyphen and quote; same length, so offsets stay true.

    >>> flatten("Right\\u00a0CFA \\u2013 5F")
    'right cfa - 5f'
    """
    if "..." in text:
        text = _LEADERS.sub(lambda match: " " * len(match.group()), text)
    if text.isascii():
        return text.lower().translate(_ASCII)
    out = []
    for char in text:
        char = _SINGLE.get(char, char)
        if ord(char) > 127:
            plain = unicodedata.normalize("NFKD", char)[:1] or char
            char = plain if plain.isalpha() else char
        low = char.lower()
        out.append(low if len(low) == 1 else char)
    return "".join(out)


class Tokenizer:
    """Cut a text into words and white space; ``doc.text`` is the text, unchanged."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words = _TOKEN.findall(text)
        return Doc(self.vocab, words=words, spaces=[False] * len(words))


@lru_cache(maxsize=1)
def spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every token of a text, as :class:`Tokenizer` cuts it; the list is shared, not to be changed."""
    return [match.span() for match in _TOKEN.finditer(text)]
