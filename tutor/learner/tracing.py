"""The chance that a concept is known: Bayesian Knowledge Tracing with fixed parameters.

Corbett and Anderson, "Knowledge tracing" (1994). All chances are between 0 and 1; the results
stay within ``LOWEST`` and ``HIGHEST``, so that no history is beyond mending.
"""

START = 0.10
SLIP = 0.10
LEARN = 0.10
LOWEST = 0.01
HIGHEST = 0.99
GUESS_TYPED = 0.05
GUESS_MOST = 0.95
HINT_WORTH = 0.25
READING_ADDS = 0.15
READING_MOST = 0.40
READINGS_COUNTED = 2


def guess(options: int, hints: int = 0) -> float:
    """The chance of a right answer without knowing.

    1/n for n ``options`` (0: typed, hardly any chance); each hint gives away a quarter of the rest.
    """
    bare = 1 / options if options > 0 else GUESS_TYPED
    return min(GUESS_MOST, bare + (1 - bare) * HINT_WORTH * hints)


def right(p: float, guess: float) -> float:
    """``p`` after a right first try: known and no slip, or guessed; then learning on top."""
    known = p * (1 - SLIP)
    return _learned(known / (known + (1 - p) * guess))


def wrong(p: float, guess: float) -> float:
    """``p`` after a wrong first try: slipped, or unknown. Never more than before."""
    slipped = p * SLIP
    return min(p, _learned(slipped / (slipped + (1 - p) * (1 - guess))))


def read(p: float, earlier: int) -> float:
    """``p`` after an explanation that ``earlier`` others came before; only the first two count.

    Reading lifts it to at most ``READING_MOST`` and never takes it lower.
    """
    if earlier >= READINGS_COUNTED or p >= READING_MOST:
        return p
    return min(READING_MOST, p + READING_ADDS * (1 - p))


def _learned(p: float) -> float:
    return min(HIGHEST, max(LOWEST, p + (1 - p) * LEARN))
