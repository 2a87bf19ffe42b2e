"""What a record is about, as the fields that stand together in it and the endpoint's path tell.

`name` beside a street is a person's, beside a price a product's; `title` beside a first name is Mr or Mrs; `number`
beside a security code is a card's. The words are data: the lists `setting ...` of `tracker/data/names/*.toml` say what
makes a setting, the lists `... beside` what a vague word says in it.
"""

from enum import Flag, auto
from functools import lru_cache

from tracker.detection.names.lexicon import Kind, Lexicon, Strength, builtin, key_of
from tracker.detection.names.nesting import OF_THINGS, read_levels, reading_of, without_wrappers
from tracker.detection.names.parsing import parts_of
from tracker.detection.names.reading import CONFIDENCE, Reading
from tracker.detection.names.segmentation import MAX_NAME, Words, levels_of, words_of
from tracker.taxonomy import TAXONOMY, Category, Group

MAX_SIBLINGS = 40
_ASSURED = CONFIDENCE[Strength.BESIDE]
_CLEAR = frozenset({Strength.WORDS, Strength.NESTED, Strength.ALONE})
_PLACES = frozenset({Category.POSTAL_ADDRESS, Category.POSTAL_CODE, Category.CITY})
_CARDS = frozenset({Category.CARD_NUMBER, Category.CARD_SECURITY_CODE})
_WEIGHTY = _PLACES | {
    Category.EMAIL_ADDRESS,
    Category.PHONE_NUMBER,
    Category.FIRST_NAME,
    Category.LAST_NAME,
    Category.FULL_NAME,
    Category.BIRTH_DATE,
    Category.NATIONAL_ID,
}
"""What a record about a person has, and hardly one about anything else."""
_PERSONAL = frozenset({Group.CONTACT, Group.IDENTITY, Group.WORK})
_DEVICES = frozenset(
    {Category.USER_AGENT, Category.OS_VERSION, Category.DEVICE_MODEL, Category.SCREEN_SIZE, Category.CARRIER}
)
_WHEREABOUTS = frozenset({Category.CITY, Category.REGION, Category.COUNTRY})
_LOGIN_SIZE = 2
_SHORTEST_VOTE = 3  # letters: what one or two stand for differs from site to site
_OF_THINGS = OF_THINGS - {Group.DEVICE, Group.BEHAVIOUR}
"""What a thing may have as well as a person. What is told of a device or of a page seen is told beside prices too."""


class Setting(Flag):
    """What is known of a record; several may hold."""

    UNKNOWN = 0
    PERSON = auto()
    THING = auto()
    CREDENTIALS = auto()  # a log-in: a password, and little else
    SEARCH = auto()
    ADDRESS = auto()  # a street, city or postal code stands in it
    CARD = auto()  # a card's number or security code stands in it
    GIVEN = auto()  # a first name stands in it
    FAMILY = auto()  # a last name stands in it
    DATED = auto()  # day, month and year stand in it, and nothing that happens on a day
    RUSSIAN = auto()  # some of its names are Russian
    PAGE = auto()  # a page's address stands in it, as beacons bring it
    DEVICE = auto()  # facts of a device stand in it
    CUSTOMER = auto()  # a site or project stands in it: a company's customer sends it
    ASSET = auto()  # a font or a stylesheet is asked for


@lru_cache(4096)
def setting_of(names: tuple[str, ...], path: str = "") -> Setting:
    """Return what the names of one form or one JSON object, and the endpoint's path, say about the record.

    `names` are the siblings as they travel, the field that is asked about among them; the first MAX_SIBLINGS are
    read. Names that say nothing and a path without words give UNKNOWN. Never raises.
    """
    lexicon = builtin()
    readings = [reading for name in names[:MAX_SIBLINGS] if _may_vote(name) and (reading := reading_of(name))]
    said = {each.category for each in readings if each.meaning.strength in _CLEAR}
    keys = {key for name in names[:MAX_SIBLINGS] for key in _last_words(name)}
    things = len(keys & lexicon.settings["thing"])
    paths = set(words_of(path)) if path else set()
    setting = _about(said, things, paths, lexicon)
    if paths & lexicon.settings["asset"]:
        setting |= Setting.ASSET
    if setting & Setting.PERSON:
        setting |= _of_person(said, keys, lexicon)
        if any(each.meaning.language == "Russian" for each in readings):
            setting |= Setting.RUSSIAN
    if said & _CARDS:
        setting |= Setting.CARD
    return setting | _of_beacon({each.category for each in readings}, said, keys, lexicon, setting)


def _may_vote(name: str) -> bool:
    return len(name) <= MAX_NAME and (len(name) >= _SHORTEST_VOTE or not name.isascii())


def _last_words(name: str) -> Words:
    levels = without_wrappers(levels_of(name[:MAX_NAME]))
    return tuple(word for word in levels[-1] if not word.isdigit()) if levels else ()


def _about(said: set[Category], things: int, paths: set[str], lexicon: Lexicon) -> Setting:
    weight = len(said & _WEIGHTY)
    setting = Setting.UNKNOWN
    if weight > things or (paths & lexicon.settings["person"] and not things):
        setting |= Setting.PERSON
    elif (things or paths & lexicon.settings["path"]) and not weight:
        setting |= Setting.THING
    if (Category.PASSWORD in said and weight < _LOGIN_SIZE) or (paths & lexicon.settings["login"] and not weight):
        setting = setting & ~Setting.THING | Setting.CREDENTIALS
    if not weight and (Category.SEARCH_QUERY in said or paths & lexicon.settings["search"]):
        setting |= Setting.SEARCH
    return setting


def _of_beacon(
    hinted: set[Category], said: set[Category], keys: set[str], lexicon: Lexicon, setting: Setting
) -> Setting:
    """What pages and apps tell of where they run. `url` alone is many a thing's."""
    found = Setting.DEVICE if said & _DEVICES else Setting.UNKNOWN
    if setting & Setting.PERSON:
        return found
    if Category.PAGE_VISITED in (hinted if found else said):
        found |= Setting.PAGE
    return found | Setting.CUSTOMER if keys & lexicon.settings["customer"] else found


def _of_person(said: set[Category], keys: set[str], lexicon: Lexicon) -> Setting:
    setting = Setting.ADDRESS if said & _PLACES else Setting.UNKNOWN
    if Category.FIRST_NAME in said:
        setting |= Setting.GIVEN
    if Category.LAST_NAME in said:
        setting |= Setting.FAMILY
    settings = lexicon.settings
    dated = all(keys & settings[part] for part in ("day", "month", "year"))
    if dated and not keys & settings["happening"] and not said & _CARDS:
        setting |= Setting.DATED
    return setting


def read_in_setting(levels: tuple[Words, ...], lexicon: Lexicon, setting: Setting) -> Reading | None:
    """Return what a name says in a record of a setting: as `read_levels`, but vague words are told apart."""
    own = read_levels(levels, lexicon)
    if own and _is_anothers(own, lexicon, setting):
        return None
    if own and own.meaning.strength in (Strength.WORDS, Strength.NESTED):
        return own
    levels = without_wrappers(levels)
    beside = _beside(levels[-1], lexicon, setting) if levels else None
    if beside or own is None:
        return beside
    if setting & Setting.THING and TAXONOMY[own.category].group in _OF_THINGS:
        is_of_device = setting & Setting.DEVICE and own.category in _WHEREABOUTS
        return own if is_of_device or own.category is Category.SEARCH_QUERY else None
    return _assured(_part_of_name(own, setting), setting)


def _is_anothers(own: Reading, lexicon: Lexicon, setting: Setting) -> bool:
    """Whether a company's customer is meant, who is a site and no person, or the letters of a font."""
    if setting & Setting.CUSTOMER and own.category is Category.USER_ID:
        return key_of(own.meaning.phrase) in lexicon.settings["client"]
    return bool(setting & Setting.ASSET) and own.category is Category.LANGUAGE


def _beside(words: Words, lexicon: Lexicon, setting: Setting) -> Reading | None:
    """What the knowledge says of a vague word in a setting; the narrower one is asked first."""
    keys = ("".join(words), _only_word(words, lexicon))
    for flag in reversed(list(setting)):
        for key in keys:
            meaning = lexicon.beside.get(f"{str(flag.name).lower()}.{key}")
            if meaning:
                return Reading(meaning.category, _ASSURED, meaning)
    return None


def _only_word(words: Words, lexicon: Lexicon) -> str:
    """The last phrase, when those before it are quiet: `title` of `txtTitle`."""
    parts = [part for part in parts_of(words, lexicon) if not part.key.isdigit()]
    quiet = all(part.kind in (Kind.NEUTRAL, Kind.PERSON) for part in parts[:-1])
    return parts[-1].key if parts and quiet else ""


def _part_of_name(own: Reading, setting: Setting) -> Reading:
    """`name` is the family name where the first name is asked for apart, and the other way round."""
    if own.category is not Category.FULL_NAME:
        return own
    if setting & Setting.CREDENTIALS and not setting & Setting.PERSON:
        return own._replace(category=Category.USERNAME)
    if setting & Setting.GIVEN and not setting & Setting.FAMILY:
        return own._replace(category=Category.LAST_NAME)
    if setting & Setting.FAMILY and not setting & Setting.GIVEN:
        return own._replace(category=Category.FIRST_NAME)
    return own


def _assured(own: Reading, setting: Setting) -> Reading:
    group = TAXONOMY[own.category].group
    sure = (
        (setting & Setting.PERSON and group in _PERSONAL and own.meaning.strength is not Strength.HINT)
        or (setting & Setting.CREDENTIALS and own.category in (Category.USERNAME, Category.PASSWORD))
        or (setting & Setting.SEARCH and own.category is Category.SEARCH_QUERY)
    )
    return own._replace(confidence=max(own.confidence, _ASSURED)) if sure else own
