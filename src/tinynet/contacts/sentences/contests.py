"""Find people the writer played against: "lost at chess to Bob", "took a set off Sam"."""

from __future__ import annotations

from tinynet.contacts.sentences import verbs
from tinynet.contacts.sentences.text import words_of
from tinynet.contacts.sentences.verbs import is_adverb

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tinynet.contacts.sentences.clauses import Clause
    from tinynet.contacts.sentences.tale import Tale
    from tinynet.contacts.sentences.text import Sentence
    from tinynet.contacts.sentences.who import Named

GAMES = words_of(
    "chess draughts checkers scrabble boggle monopoly catan cribbage backgammon cards poker whist "
    "bridge rummy uno dominoes mahjong darts pool snooker billiards bowls bowling boules petanque "
    "tennis squash badminton padel pickleball ping-pong pingpong golf football footie soccer "
    "cricket rugby hockey basketball netball volleyball rounders softball baseball racquetball "
    "fencing judo karate boxing wrestling arm-wrestling croquet frisbee fifa mariokart jenga "
    "trivia quiz charades pictionary carcassonne tetris foosball skittles quoits"
)
_ROUNDS = words_of(
    "game games match matches rematch set sets frame frames round rounds rubber hand leg hole race "
    "sprint contest tournament bout bet wager series decider"
)
_COMPETED = words_of("played won lost drew tied competed raced sparred fenced boxed wrestled")
_LOST = words_of("lost drew tied")
_WON = words_of("won took nicked stole snatched pinched scraped")
_AGAINST = words_of("against vs versus v")
_BEATEN = words_of(
    "beaten thrashed trounced hammered whipped defeated demolished crushed destroyed outplayed "
    "outrun pipped walloped annihilated slaughtered pummelled smashed"
)


def by_contest(tale: Tale, number: int) -> list[Named]:
    """People the writer played against, whoever won."""
    clause, sentence = tale.clauses[number], tale.sentence
    who, names = tale.subject(clause)
    if who == "them":
        return names if _beat_me(sentence, clause) else []
    if who == "other":
        return []
    made: list[Named] = []
    for at in range(clause.start + 1, clause.end):
        if at in tale.at and not tale.at[at].owns and _faced(sentence, clause, at):
            made += tale.group(at, clause.end)
    return made


def _faced(sentence: Sentence, clause: Clause, at: int) -> bool:
    """Whether the person at a position was the writer's opponent."""
    before = at - 1
    while before > clause.start and sentence.word(before) in verbs.BEFORE_NAMES - {"and"}:
        before -= 1
    word, verb = sentence.word(before), sentence.word(clause.verb)
    led = sentence.texts(clause.start, before)
    in_game = not GAMES.isdisjoint(led) or not _ROUNDS.isdisjoint(led)
    if clause.verb >= clause.end:
        return in_game and word in _AGAINST
    if word in _AGAINST:
        return verb in _COMPETED or in_game
    if word == "played":
        return at_game(sentence, at, clause.end)
    if word == "by":
        return verb in _BEATEN and all(
            is_adverb(one) or one in verbs.FILLERS | GAMES | _ROUNDS | verbs.PASSIVE | _BEATEN
            for one in led
        )
    if word == "to" and verb in _LOST:
        return in_game or _is_score(sentence, clause.verb + 1, before)
    return word in {"off", "from"} and verb in _WON and in_game


def _beat_me(sentence: Sentence, clause: Clause) -> bool:
    """Whether they won against the writer: "Anne whupped me at Scrabble"."""
    return any(
        sentence.word(at) in verbs.MINE and at_game(sentence, at, clause.end)
        for at in range(clause.verb + 1, clause.end)
    )


def at_game(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a game follows: "at squash", "in the final round"."""
    return any(
        sentence.word(at) in {"at", "in"}
        and not (GAMES | _ROUNDS).isdisjoint(sentence.texts(at + 1, min(at + 4, end)))
        for at in range(start, end - 1)
    )


def _is_score(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but a score or a stake stands there: "lost 3-1 to Bob", "lost a fiver to"."""
    return all(
        sentence.role(n) == "who"
        or any(letter.isdigit() for letter in sentence.word(n))
        or is_adverb(sentence.word(n))
        or sentence.word(n) in _STAKES
        for n in range(start, end)
    )


_STAKES = words_of(
    "a an the and to by nil point points badly tenner fiver quid pound pounds dollar dollars bucks "
    "euro euros money bet twenty ten five"
)
