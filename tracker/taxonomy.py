"""The categories of personal data: their groups, sensitivity, words and W3C terms.

Terms are of the W3C Data Privacy Vocabulary 2.3, extension for personal data (https://w3id.org/dpv/pd, W3C Software
and Document licence). Where it has no term of its own, the next broader one stands. `sensitivity` is ours, from 1
(says little alone) to 5 (GDPR article 9, or opens an account).
"""

from enum import StrEnum
from typing import NamedTuple

from tracker.phrasing import gettext, message


class Category(StrEnum):
    """What kind of personal data a value is. The slugs are a promise to users' scripts."""

    EMAIL_ADDRESS = "email_address"
    PHONE_NUMBER = "phone_number"
    POSTAL_ADDRESS = "postal_address"
    CITY = "city"
    POSTAL_CODE = "postal_code"
    REGION = "region"
    COUNTRY = "country"
    FULL_NAME = "full_name"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    USERNAME = "username"
    BIRTH_DATE = "birth_date"
    GENDER = "gender"
    NATIONALITY = "nationality"
    NATIONAL_ID = "national_id"
    PASSPORT_NUMBER = "passport_number"
    DRIVING_LICENCE = "driving_licence"
    TAX_ID = "tax_id"
    PASSWORD = "password"  # noqa: S105 - the name of a category
    ONE_TIME_CODE = "one_time_code"
    SECURITY_ANSWER = "security_answer"
    AUTH_TOKEN = "auth_token"  # noqa: S105 - the name of a category
    CARD_NUMBER = "card_number"
    CARD_EXPIRY = "card_expiry"
    CARD_SECURITY_CODE = "card_security_code"
    CARD_HOLDER = "card_holder"
    BANK_ACCOUNT = "bank_account"
    INCOME = "income"
    PURCHASE = "purchase"
    COORDINATES = "coordinates"
    IP_ADDRESS = "ip_address"
    ADVERTISING_ID = "advertising_id"
    CLIENT_ID = "client_id"
    DEVICE_ID = "device_id"
    SESSION_ID = "session_id"
    USER_ID = "user_id"
    USER_AGENT = "user_agent"
    DEVICE_MODEL = "device_model"
    OS_VERSION = "os_version"
    SCREEN_SIZE = "screen_size"
    LANGUAGE = "language"
    TIME_ZONE = "time_zone"
    CARRIER = "carrier"
    SEARCH_QUERY = "search_query"
    PAGE_VISITED = "page_visited"
    MESSAGE = "message"
    HEALTH = "health"
    RELIGION = "religion"
    POLITICAL_OPINION = "political_opinion"
    SEXUAL_LIFE = "sexual_life"
    ETHNICITY = "ethnicity"
    TRADE_UNION = "trade_union"
    BIOMETRIC = "biometric"
    ORGANIZATION = "organization"
    JOB_TITLE = "job_title"
    TEXT = "text"  # any other value that the person's own profile names


class Group(StrEnum):
    """What categories belong together."""

    CONTACT = "contact"
    IDENTITY = "identity"
    CREDENTIALS = "credentials"
    FINANCIAL = "financial"
    LOCATION = "location"
    IDENTIFIERS = "identifiers"
    DEVICE = "device"
    BEHAVIOUR = "behaviour"
    SPECIAL = "special"
    WORK = "work"
    OTHER = "other"


class Term(NamedTuple):
    """What is known of a category: group, sensitivity 1 to 5, its name in plain words (English), its W3C term."""

    group: Group
    sensitivity: int
    label: str
    dpv: str

    @property
    def said(self) -> str:
        """The name in the language of the moment."""
        return gettext(self.label)


TAXONOMY: dict[Category, Term] = {
    Category.EMAIL_ADDRESS: Term(Group.CONTACT, 3, message("e-mail address"), "pd:EmailAddress"),
    Category.PHONE_NUMBER: Term(Group.CONTACT, 3, message("phone number"), "pd:TelephoneNumber"),
    Category.POSTAL_ADDRESS: Term(Group.CONTACT, 3, message("postal address"), "pd:PhysicalAddress"),
    Category.CITY: Term(Group.CONTACT, 1, message("city"), "pd:City"),
    Category.POSTAL_CODE: Term(Group.CONTACT, 2, message("postal code"), "pd:PostalCode"),
    Category.REGION: Term(Group.CONTACT, 1, message("region"), "pd:Region"),
    Category.COUNTRY: Term(Group.CONTACT, 1, message("country"), "pd:Country"),
    Category.FULL_NAME: Term(Group.IDENTITY, 3, message("full name"), "pd:Name"),
    Category.FIRST_NAME: Term(Group.IDENTITY, 2, message("first name"), "pd:Name"),
    Category.MIDDLE_NAME: Term(Group.IDENTITY, 2, message("middle name"), "pd:Name"),
    Category.LAST_NAME: Term(Group.IDENTITY, 2, message("last name"), "pd:Name"),
    Category.USERNAME: Term(Group.IDENTITY, 2, message("user name"), "pd:Username"),
    Category.BIRTH_DATE: Term(Group.IDENTITY, 3, message("date of birth"), "pd:BirthDate"),
    Category.GENDER: Term(Group.IDENTITY, 2, message("gender"), "pd:Gender"),
    Category.NATIONALITY: Term(Group.IDENTITY, 2, message("nationality"), "pd:Nationality"),
    Category.NATIONAL_ID: Term(Group.IDENTITY, 5, message("national identity number"), "pd:OfficialID"),
    Category.PASSPORT_NUMBER: Term(Group.IDENTITY, 5, message("passport number"), "pd:Passport"),
    Category.DRIVING_LICENCE: Term(Group.IDENTITY, 4, message("driving licence"), "pd:OfficialID"),
    Category.TAX_ID: Term(Group.IDENTITY, 5, message("tax number"), "pd:OfficialID"),
    Category.PASSWORD: Term(Group.CREDENTIALS, 5, message("password"), "pd:Password"),
    Category.ONE_TIME_CODE: Term(Group.CREDENTIALS, 4, message("one-time code"), "pd:Authenticating"),
    Category.SECURITY_ANSWER: Term(Group.CREDENTIALS, 5, message("answer to a security question"), "pd:SecretText"),
    Category.AUTH_TOKEN: Term(Group.CREDENTIALS, 3, message("access token"), "pd:Authenticating"),
    Category.CARD_NUMBER: Term(Group.FINANCIAL, 5, message("card number"), "pd:PaymentCardNumber"),
    Category.CARD_EXPIRY: Term(Group.FINANCIAL, 3, message("card expiry date"), "pd:PaymentCardExpiry"),
    Category.CARD_SECURITY_CODE: Term(Group.FINANCIAL, 5, message("card security code"), "pd:PaymentCard"),
    Category.CARD_HOLDER: Term(Group.FINANCIAL, 3, message("card holder"), "pd:Name"),
    Category.BANK_ACCOUNT: Term(Group.FINANCIAL, 4, message("bank account"), "pd:BankAccount"),
    Category.INCOME: Term(Group.FINANCIAL, 4, message("income"), "pd:Income"),
    Category.PURCHASE: Term(Group.FINANCIAL, 2, message("purchase"), "pd:Purchase"),
    Category.COORDINATES: Term(Group.LOCATION, 4, message("exact location"), "pd:GPSCoordinate"),
    Category.IP_ADDRESS: Term(Group.LOCATION, 2, message("IP address"), "pd:IPAddress"),
    Category.ADVERTISING_ID: Term(Group.IDENTIFIERS, 3, message("advertising identifier"), "pd:Identifier"),
    Category.CLIENT_ID: Term(Group.IDENTIFIERS, 2, message("browser identifier"), "pd:Identifier"),
    Category.DEVICE_ID: Term(Group.IDENTIFIERS, 3, message("device identifier"), "pd:Identifier"),
    Category.SESSION_ID: Term(Group.IDENTIFIERS, 1, message("session identifier"), "pd:Identifier"),
    Category.USER_ID: Term(Group.IDENTIFIERS, 2, message("account identifier"), "pd:Identifier"),
    Category.USER_AGENT: Term(Group.DEVICE, 1, message("browser version"), "pd:UserAgent"),
    Category.DEVICE_MODEL: Term(Group.DEVICE, 1, message("device model"), "pd:DeviceBased"),
    Category.OS_VERSION: Term(Group.DEVICE, 1, message("operating system"), "pd:DeviceOperatingSystem"),
    Category.SCREEN_SIZE: Term(Group.DEVICE, 1, message("screen size"), "pd:BrowserFingerprint"),
    Category.LANGUAGE: Term(Group.DEVICE, 1, message("language"), "pd:Language"),
    Category.TIME_ZONE: Term(Group.DEVICE, 1, message("time zone"), "pd:BrowserFingerprint"),
    Category.CARRIER: Term(Group.DEVICE, 1, message("network operator"), "pd:DeviceBased"),
    Category.SEARCH_QUERY: Term(Group.BEHAVIOUR, 3, message("search terms"), "pd:BrowsingBehaviour"),
    Category.PAGE_VISITED: Term(Group.BEHAVIOUR, 2, message("page visited"), "pd:BrowsingReferral"),
    Category.MESSAGE: Term(Group.BEHAVIOUR, 3, message("message text"), "pd:Communication"),
    Category.HEALTH: Term(Group.SPECIAL, 5, message("health"), "pd:Health"),
    Category.RELIGION: Term(Group.SPECIAL, 5, message("religion"), "pd:Religion"),
    Category.POLITICAL_OPINION: Term(Group.SPECIAL, 5, message("political opinion"), "pd:PoliticalOpinion"),
    Category.SEXUAL_LIFE: Term(Group.SPECIAL, 5, message("sexual life"), "pd:Sexual"),
    Category.ETHNICITY: Term(Group.SPECIAL, 5, message("ethnic origin"), "pd:EthnicOrigin"),
    Category.TRADE_UNION: Term(Group.SPECIAL, 5, message("trade union membership"), "pd:TradeUnionMembership"),
    Category.BIOMETRIC: Term(Group.SPECIAL, 5, message("biometric data"), "pd:Biometric"),
    Category.ORGANIZATION: Term(Group.WORK, 1, message("organisation"), "pd:CurrentEmployment"),
    Category.JOB_TITLE: Term(Group.WORK, 1, message("job title"), "pd:Job"),
    Category.TEXT: Term(Group.OTHER, 2, message("a text of yours"), "dpv:PersonalData"),
}

SECRETS = frozenset(
    {
        Category.PASSWORD,
        Category.ONE_TIME_CODE,
        Category.SECURITY_ANSWER,
        Category.CARD_NUMBER,
        Category.CARD_SECURITY_CODE,
    }
)
"""What is never kept in any form that could be reversed: only that it was given, and its kind and length class."""

IDENTIFIERS = frozenset(category for category, term in TAXONOMY.items() if term.group is Group.IDENTIFIERS)
