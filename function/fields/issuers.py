"""Who made a document: by label, by the letterhead, by the sentence of registration, by the signature."""

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from function.fields.claims import amounts_in
from function.fields.identifiers import find_tax_ids
from function.fields.kinds import Heading, names_type, roles_of
from function.fields.labels import SECTIONS, content_words, find_labels, skipped_words
from function.fields.organisations import (
    has_legal_form,
    is_address,
    is_name,
    is_person,
    names_institution,
    strip_honorific,
)
from function.fields.paper import Paper
from function.fields.parties import Party, clean_name, find_all_labelled, find_labelled, find_signatory
from function.fields.registrations import find_registered
from function.fields.sheet import Piece, Sheet
from function.fields.shops import find_shop
from function.fields.words import compact, same_name

_DOMAIN = re.compile(r"@([\w-]+)\.|\bwww\.([\w-]+)\.", re.IGNORECASE)
# What a candidate for the letterhead needs.
LEAST = 4.0
SURE = 7.0
# A second name that is as good as this makes doubtful which is meant.
CLOSE = 1.5
# A tax number and an address under a name.
CONFIRMED = 2.5
LETTERHEAD = 0.3
# A legal name is longer than a brand by this many words, at most.
MOST_LONGER = 2
# Print larger than the rest by this much is large; sizes this near are one.
LARGE = 1.3
SAME_SIZE = 0.9
# A candidate's score, how far up it stands, its piece and its name.
Scored = tuple[float, float, Piece, str]
_FROM_LABEL = frozenset(("rental_contract", "payslip", "rent_update"))


def find_issuer(paper: Paper, kind: str, recipient: Party | None, heading: Heading | None) -> Party | None:
    """Return the issuer that the paper names."""
    if not paper.sheets or kind == "identity_card":
        return None
    if kind == "rental_contract" and (landlord := find_signatory(paper, 0)):
        return landlord
    labelled = find_labelled(paper, roles_of(kind, "issuer"))
    if labelled is not None and _is_recipient(labelled.name, recipient):
        labelled = None
    if labelled is not None and (kind in _FROM_LABEL or has_legal_form(labelled.name)):
        return labelled
    found = find_shop(paper) if kind == "receipt" else None
    others = {id(party.piece) for party in find_all_labelled(paper, ("recipient", "tenant", "beneficiary"))}
    found = found or _best(paper, recipient, heading, others)
    return found or labelled or _find_signature(paper, kind, recipient)


def _best(
    paper: Paper, recipient: Party | None, heading: Heading | None, others: Collection[int]
) -> Party | None:
    sheet = paper.sheets[0]
    domains = [
        compact(match[1] or match[2]) for _, piece in paper.pieces() for match in _DOMAIN.finditer(piece.text)
    ]
    registered = {
        name: (there, piece)
        for name, there, piece in find_registered(paper)
        if not _is_recipient(name, recipient)
    }
    scored: list[Scored] = [
        (_weigh(sheet, piece, name, domains, registered, recipient), -piece.level, piece, name)
        for piece, name in _find_candidates(paper, recipient, heading, others)
    ]
    # The sentence itself, where the letterhead is a picture.
    scored += [(LEAST + 1.5, -piece.level, piece, name) for name, (_, piece) in registered.items()]
    best = max(scored, key=lambda item: item[:2], default=None)
    if best is None or best[0] < LEAST:
        return None
    score, _, piece, name = _longer(best, scored)
    rival = max((other[0] for other in scored if not same_name(other[3], name)), default=0.0)
    home = next(there for there in paper.sheets if there.number == piece.page)
    # Only what a second place confirms is certain: brands, owners and ministries look alike at the top of a page.
    is_confirmed = any(same_name(name, other) for other in registered) or any(
        _alike(name, domain) for domain in domains
    )
    most = 0.97 if is_confirmed or _company(home.stack_of(piece), piece) >= CONFIRMED else 0.94
    confidence = min(most, 0.8 + 0.17 * (score - LEAST) / (SURE - LEAST))
    confidence -= 0.06 if score - rival < CLOSE else 0.0
    name, piece = _whole_name(home, piece, name)
    start = max(piece.text.find(name), 0)
    span = (start, start + len(name)) if name in piece.text else (0, len(piece.text))
    return Party(name, home, piece, span, confidence, "The name in the letterhead, by its place and company.")


def _find_candidates(
    paper: Paper, recipient: Party | None, heading: Heading | None, others: Collection[int]
) -> Iterator[tuple[Piece, str]]:
    sheet = paper.sheets[0]
    for piece in sheet.pieces:
        if id(piece) in others or _is_priced(paper, sheet, piece):
            continue
        name = clean_name(piece)
        if _can_be(name, piece, recipient, heading):
            yield piece, name


def _longer(best: Scored, scored: Sequence[Scored]) -> Scored:
    """`Turnpike` of the sign is `Turnpike Designs` of the address."""
    name = best[3]
    longer = [
        other
        for other in scored
        if other[3].startswith(f"{name} ")
        and other[0] >= LEAST
        and len(other[3].split()) <= len(name.split()) + MOST_LONGER
    ]
    return max(longer, key=lambda item: item[:2], default=best)


def _weigh(
    sheet: Sheet,
    piece: Piece,
    name: str,
    domains: Sequence[str],
    registered: dict[str, tuple[Sheet, Piece]],
    recipient: Party | None,
) -> float:
    stack = sheet.stack_of(piece)
    score = 3.0 * has_legal_form(name) + 3.0 * names_institution(name)
    score += 1.5 * (stack[0] is piece) + _height_bonus(sheet, piece)
    score += 1.5 * (piece.box[1] < 0.2 * sheet.height) + 0.8 * (piece.box[1] < LETTERHEAD * sheet.height)
    score += 2.5 * any(same_name(name, other) for other in registered)
    score += 2.0 * any(_alike(name, domain) for domain in domains)
    score += _company(stack, piece)
    if piece.box[1] > 0.55 * sheet.height:
        score -= 4.0
    if recipient is not None and piece in recipient.stack and piece.level >= recipient.piece.level:
        score -= 5.0
    return score


def _height_bonus(sheet: Sheet, piece: Piece) -> float:
    return (
        1.5
        if piece.height > 1.35 * sheet.print_size
        else 0.8
        if piece.height > 1.1 * sheet.print_size
        else 0.0
    )


def _company(stack: Sequence[Piece], piece: Piece) -> float:
    """What the lines under a name say for it: a tax number, an e-mail address, a telephone, a street."""
    under = stack[stack.index(piece) + 1 :][:7]
    score = 0.0
    score += 1.5 * any(find_tax_ids(line.text) for line in under)
    score += 1.0 * any("@" in line.text for line in under)
    score += 1.0 * any(
        hit.roles & {"phone"} and hit.opens for line in under for hit in find_labels(line, "numbers")
    )
    score += 1.0 * any(is_address(line.text) for line in under)
    return score


def _can_be(name: str, piece: Piece, recipient: Party | None, heading: Heading | None) -> bool:
    if not is_name(name) or is_address(name) or _is_recipient(name, recipient):
        return False
    if strip_honorific(name) != name and not name.startswith("Dr"):
        return False
    if names_type(piece) or (heading is not None and piece is heading.piece):
        return False
    words = content_words(piece)
    return not any(
        hit.leads and (hit.size >= len(words) or ":" in piece.text)
        for section in SECTIONS
        for hit in find_labels(piece, section)
        if not (names_institution(name) or has_legal_form(name)) or hit.size >= len(words)
    )


def _whole_name(sheet: Sheet, piece: Piece, name: str) -> tuple[str, Piece]:
    """A name that goes on in the next line, which its last word shows, or its large print."""
    words = name.split()
    following = sheet.continues(piece)
    if following is not None and _is_same_print(sheet, piece, following) and name == piece.text.strip():
        return f"{name} {following.text.strip()}", piece
    if following is not None and len(words) > 2 and words[-1].islower() and words[-1] in skipped_words():
        return f"{name} {following.text.strip()}", piece
    return name, piece


def _is_same_print(sheet: Sheet, piece: Piece, following: Piece) -> bool:
    """Whether both lines are large and of one size, so that they are one name."""
    is_large = piece.height > LARGE * sheet.print_size
    alike = SAME_SIZE < following.height / piece.height < 1 / SAME_SIZE
    text = following.text.strip()
    return is_large and alike and is_name(text) and not is_address(text) and not names_type(following)


def _is_priced(paper: Paper, sheet: Sheet, piece: Piece) -> bool:
    """Whether an amount stands on the level of a piece, as beside goods."""
    return any(amounts_in(paper, other) for other in sheet.row_of(piece))


def _is_recipient(name: str, recipient: Party | None) -> bool:
    return recipient is not None and same_name(name, recipient.name)


def _alike(name: str, domain: str) -> bool:
    joined = compact(name)
    if len(domain) < 4:
        return False
    return (
        domain in joined
        or joined in domain
        or SequenceMatcher(None, joined, domain).ratio() > 0.75
        or joined.startswith(domain[:10])
    )


def _find_signature(paper: Paper, kind: str, recipient: Party | None) -> Party | None:
    """The name under a letter."""
    if kind not in ("other", "rent_update", "school_letter"):
        return None
    for sheet in reversed(paper.sheets):
        for piece in reversed(sheet.pieces):
            name = piece.text.strip(" .,")
            if is_person(name) and not _is_recipient(name, recipient) and piece.box[1] > 0.2 * sheet.height:
                start = piece.text.find(name)
                return Party(
                    name, sheet, piece, (start, start + len(name)), 0.8, "The name under the letter."
                )
            if len(name.split()) > 8:
                return None
    return None
