"""The little English that drafting needs: sentences, verbs at the head of a heading, plurals."""

import re
from functools import cache

_WORDS = re.compile(r"[^\W_]+(?:['’\-./+_&][^\W_]+)*[+#]*")
_SENTENCE_END = re.compile(
    r"(?<=[.!?])[)\"”’*_`]*\s+(?=[\"“(\[*_`]*[A-Z0-9À-Þ`\"“(<\[]|[^\x00-\x7f])"
)
_SHORTENED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|fig|no|vol|ch|sec|eq|resp|al|dr|mr|mrs|ms|st|jr|sr"
    r"|inc|ltd|co|corp|v|ver|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\.|\b[A-Z]\.|\.\.)$",
    re.IGNORECASE,
)

VERBS = frozenset("""
accept access activate adapt add adjust administer allocate allow analyse analyze answer apply
approve arrange ask assemble assign attach audit authenticate authorise authorize automate avoid
back bake balance begin benchmark bind block book boot bootstrap branch bring browse build bundle
buy cache calculate call cancel capture change check choose clean clear clone close collect
combine commit compare compile complete compose compress compute configure confirm connect consume
contact contribute control convert cook copy create customise customize cut debug decide declare
decode decrypt define delete deliver deploy deprecate describe design destroy detect determine
develop diagnose disable discard disconnect discover display distribute divide document download
draft drain draw drop dump duplicate edit embed emit enable encode encrypt end enforce ensure
enter escalate escape estimate evaluate examine exclude execute expand explain explore export
expose extend extract feed fetch fill filter find finish fix follow force fork format forward
generate get give go grant group grow handle hide hire host identify ignore implement import
improve include increase index inherit initialise initialize inject insert inspect install
instrument integrate invite invoke isolate join keep knead label launch lay learn leave limit link
lint list listen load localise localize locate lock log look maintain make manage map mark measure
merge migrate minimise minimize mix mock modify monitor mount move name navigate nest normalise
normalize notify obtain offer onboard open operate optimise optimize order organise organize
override package parse pass paste patch pause perform persist pick pin place plan play post prefer
prepare preserve press prevent preview print process produce profile protect provide provision
proxy prune publish pull purge push put query raise read rebuild receive recommend recover
redirect reduce refactor refer refresh register release reload remove rename render repair replace
report reproduce request require reset rework resize resolve respond restart restore restrict resume
retrieve retry return reuse revert review revoke rewrite roll rollback rotate route run sanitise
sanitize save scale scan schedule search secure see select sell send separate serialise serialize
serve set setup shape share ship shut sign simplify skip solve sort specify split squash stage
start stop store stream structure style submit subscribe summarise summarize support swap switch
sync synchronise synchronize tag take target teach terminate test throw toggle trace track train
transfer transform translate trigger troubleshoot truncate try tune turn type understand uninstall
unlock unpack unsubscribe update upgrade upload use validate verify version view visit visualise
visualize wait walk warm watch wire wrap write zip
""".split())  # fmt: skip
"""Verbs that open a heading which names a task."""

_NOUNS_TOO = frozenset("""
access back balance block boot branch build bundle cache call cause change check clean clear clone
close code commit complete contact control copy cut debug design document download draft drop dump
edit end escape exit export fetch fill filter fix force fork format function grant group handle
host import include index join label launch limit link list load lock log look make map mark match
merge mock mount name nest offer open order override package pass patch pause pin place plan play
post press preview print process profile proxy prune pull push query read release request reset
result return review roll rollback route run scale scan schedule search secure separate set setup
share sign sort split stage start stop store stream structure style support swap switch sync tag
take target test trace track train transfer transform trigger trust tune turn type update upgrade
upload use version view visit wait walk warm watch wire wrap write zip
""".split())  # fmt: skip
"""Of these, such as are nouns or adjectives as well, so that a second look is needed."""

_STRONG = frozenset(
    "install run start stop upgrade update use make take get set fix open close load host".split()
)
"""Of these, such as take a name after them: "Install Rye" tells what to do, "Rye Install" not."""

_OPENERS = ("a", "an", "the", "your", "our", "this", "all", "any", "multiple", "several", "new",
            "existing", "it", "them", "to", "with", "from", "into", "up", "out", "in", "on", "for",
            "as", "by", "off", "down", "and", "or", "only", "more", "custom", "using", "one", "two",
            "another", "other", "local", "remote", "old", "unused", "environment")  # fmt: skip
_AFTER_MODIFIER = re.compile(
    r"(?:blocks?|times?|order|guide|guidelines|options?|notes?|of|tools?|modes?|systems?|policy"
    r"|policies|rules?"
    r"|steps?|requirements|is|are|was|hours?|costs?|rates?|details|points?|address(?:es)?|lists?"
    r"|rooms?|fees|prices?"
    r"|plans?|accounts?|schedules?|information|instructions|examples|process(?:es)?|procedures?"
    r"|strategy|strategies"
    r"|teams?|days?|weeks?|environments?|machines?|conventions|standards|style|practices"
    r"|materials?|resources|and"
    r"(?! \w+ing\b))\b"
)
SHORTEST_PLURAL = 4
"""Letters from which a word that ends in s is taken for a plural."""

_AFTER_HEAD = re.compile(
    r"\s(?:of|for|in|to|with|on|from|and their|that|via|by|at|as)\s", re.IGNORECASE
)
_AND_DOING = re.compile(r"(\b(?:and|or|&) )(\w+ing)\b")
_QUESTION = re.compile(
    r"^(?:what|what's|how|why|when|where|which|who|whose|whom|is|are|can|could|do|does|did|should"
    r"|will|would|may|must|has|have|am|was|were)\b",
    re.IGNORECASE,
)
_IRREGULAR = {"using": "use", "being": "be", "dying": "die", "tying": "tie", "lying": "lie",
              "seeing": "see", "agreeing": "agree", "troubleshooting": "troubleshoot",
              "setting": "set", "getting": "get", "putting": "put", "cutting": "cut",
              "shutting": "shut", "running": "run", "splitting": "split"}  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a text as they stand."""
    return _WORDS.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; abbreviations do not end one, nor do dots in code."""
    parts: list[str] = []
    begin = 0
    for found in _SENTENCE_END.finditer(text):
        piece = text[begin : found.end()].rstrip()
        if _SHORTENED.search(piece.rstrip(')"”’*_`')) or piece.count("`") % 2:
            continue
        if piece:
            parts.append(piece)
        begin = found.end()
    rest = text[begin:].strip()
    return [*parts, rest] if rest else parts


def is_question(text: str) -> bool:
    """Whether a heading asks."""
    return text.rstrip().endswith("?")


def opens_as_question(text: str) -> bool:
    """Whether it begins as questions do: "How it works", "Why bread rises"."""
    return _QUESTION.match(text) is not None


@cache
def _gerunds() -> dict[str, str]:
    """Every verb by its -ing form."""
    made: dict[str, str] = {}
    for verb in VERBS:
        made[f"{verb}ing"] = verb
        if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
            made[f"{verb[:-1]}ing"] = verb
        if re.search(r"[^aeiou][aeiou][bdgklmnprtz]$", verb):
            made[f"{verb}{verb[-1]}ing"] = verb
        if verb.endswith("ie"):
            made[f"{verb[:-2]}ying"] = verb
    return made | _IRREGULAR


def from_gerund(word: str) -> str:
    """The verb of an -ing form, empty where it is none: "kneading" is knead."""
    return _gerunds().get(word.lower(), "")


def _verb_of(word: str) -> str:
    """The verb of any -ing form, by the words of the language: "shaping" is shape."""
    from tutor.answer.common import is_common

    base = word.lower().removesuffix("ing")
    if base == word.lower() or len(base) < 3:
        return ""
    likely = [base, base[:-1]] if base[-1] == base[-2] else [base, f"{base}e"]
    return next((one for one in likely if is_common(one)), "")


@cache
def _bare() -> dict[str, str]:
    """The -ing form of every verb."""
    made: dict[str, str] = {}
    for form, verb in _gerunds().items():
        regular = form == f"{verb}ing"
        if verb not in made or not regular:
            made[verb] = form
    return made


def doing(told: str) -> str:
    """A task as something that is done: "bake bread" is baking bread."""
    verb, _, rest = told.partition(" ")
    return f"{_bare().get(verb, verb)} {rest}".strip()


def task(heading: str, small: frozenset[str] = frozenset()) -> str:
    """What a heading tells to do, in the imperative, with a small letter; empty where nothing.

    "Configuring the oven" is "configure the oven", "How to bake bread" is "bake bread".
    """
    said = heading.strip()
    told = re.match(r"^how (?:do (?:i|you|we) |to |can (?:i|you|we) |should (?:i|you|we) )(.+)$",
                    said.rstrip("?"), re.IGNORECASE)  # fmt: skip
    if told is not None:
        return _lowered(in_sentence(told.group(1), small))
    if is_question(said):
        return ""
    first, _, rest = in_sentence(said, small).partition(" ")
    verb = from_gerund(first)
    if not verb and re.match(r"(?:an?|the|your|our|my)\s", rest, re.IGNORECASE):
        verb = _verb_of(first)
    if verb and rest and not _is_modifier(rest):
        done = f"{verb} {_gerunds_after_and(rest)}"
        return "" if _AND_DOING.search(done) else done
    bare = first.lower()
    if not rest or bare not in VERBS or not (first[1:].islower() or len(first) == 1):
        return ""
    follows = rest.split(" ")[0]
    named = bare in _STRONG and follows[:1].isupper() and follows[1:2].islower()
    if bare not in _NOUNS_TOO or follows.lower() in _OPENERS or rest[:1] in '`"“' or named:
        return f"{bare} {_gerunds_after_and(rest)}"
    return ""


def _is_modifier(rest: str) -> bool:
    """Whether what follows an -ing form makes a thing of it: "building blocks", "opening hours"."""
    return _AFTER_MODIFIER.match(rest.lower()) is not None


def _gerunds_after_and(rest: str) -> str:
    def turned(found: re.Match[str]) -> str:
        verb = from_gerund(found.group(2)) or _verb_of(found.group(2))
        return f"{found.group(1)}{verb}" if verb else found.group()

    return _AND_DOING.sub(turned, rest)


def _lowered(text: str) -> str:
    first = text.split(" ")[0]
    return text if first.isupper() and len(first) > 1 else text[:1].lower() + text[1:]


def in_sentence(title: str, small: frozenset[str] = frozenset()) -> str:
    """A title as it stands inside a sentence: everyday words lose their capitals.

    ``small`` are words that the document itself writes with small letters.
    """
    parts = title.split(" ")
    capitals = [part for part in parts if part[:1].isupper()]
    titled = len(capitals) > 1 and len(capitals) >= 0.6 * len([p for p in parts if len(p) > 3])
    if titled and not all(_is_plain(part, small) or not _is_word(part) for part in capitals):
        return title
    told = [
        part[:1].lower() + part[1:] if (at == 0 or titled) and _is_plain(part, small) else part
        for at, part in enumerate(parts)
    ]
    return " ".join(told)


def _is_word(part: str) -> bool:
    """Whether it is spelt as a word at the beginning of a sentence is."""
    bare = part.strip("“”\"'(),:;!?.")
    return bare[1:].islower() and bare.isalpha()


def _is_plain(part: str, small: frozenset[str]) -> bool:
    bare = part.strip("“”\"'(),:;!?.")
    word = bare.lower()
    return (bare[1:].islower() or bare == "A") and (
        word in small or _is_common(word) or set(word.split("-")) <= small
    )


def _is_common(word: str) -> bool:
    from tutor.answer.common import is_common

    parts = re.split(r"[\-/]", word)
    return all(part in VERBS or is_common(part) or bool(from_gerund(part)) for part in parts)


def is_plural(noun: str) -> bool:
    """Whether a noun phrase speaks of several things, by its last word before "of" or "for"."""
    doing = re.match(r"\w+ing\s+(.*)", noun)
    if doing and not _is_modifier(doing.group(1)) and not re.search(r",|\band\b", noun):
        return False
    head = _AFTER_HEAD.split(noun, maxsplit=1)[0]
    if re.search(r"\s(?:and|&)\s", head.lower()) or ", " in head:
        return True
    found = words(head)
    last = found[-1] if found else ""
    mixed = last[1:] != last[1:].lower() and not last[:-1].isupper()
    if not last.isalpha() or mixed or len(last) < SHORTEST_PLURAL:
        return False
    return last.endswith("s") and not last.lower().endswith(
        ("ss", "us", "is", "ics", "ous", "news", "kubernetes", "js", "css", "os", "dns", "https",
         "tls", "aws", "ios", "macos", "lens", "series", "access", "alias", "canvas", "bias")
    )  # fmt: skip


def names_thing(text: str) -> bool:
    """Whether a text is a short noun phrase, by what little can be told."""
    found = words(text)
    return 1 <= len(found) <= 7 and not text.rstrip().endswith((".", ":", ";", ",", "!"))
