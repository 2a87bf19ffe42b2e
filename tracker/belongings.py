"""The categories of personal data as the person's own, in words."""

from tracker.phrasing import Words, message
from tracker.taxonomy import Category

_YOURS = Words(
    {
        Category.EMAIL_ADDRESS: message("your e-mail address"),
        Category.PHONE_NUMBER: message("your phone number"),
        Category.POSTAL_ADDRESS: message("your postal address"),
        Category.CITY: message("your city"),
        Category.POSTAL_CODE: message("your postal code"),
        Category.REGION: message("your region"),
        Category.COUNTRY: message("your country"),
        Category.FULL_NAME: message("your full name"),
        Category.FIRST_NAME: message("your first name"),
        Category.MIDDLE_NAME: message("your middle name"),
        Category.LAST_NAME: message("your last name"),
        Category.USERNAME: message("your user name"),
        Category.BIRTH_DATE: message("your date of birth"),
        Category.GENDER: message("your gender"),
        Category.NATIONALITY: message("your nationality"),
        Category.NATIONAL_ID: message("your national identity number"),
        Category.PASSPORT_NUMBER: message("your passport number"),
        Category.DRIVING_LICENCE: message("your driving licence"),
        Category.TAX_ID: message("your tax number"),
        Category.PASSWORD: message("your password"),
        Category.ONE_TIME_CODE: message("your one-time code"),
        Category.SECURITY_ANSWER: message("your answer to a security question"),
        Category.AUTH_TOKEN: message("your access token"),
        Category.CARD_NUMBER: message("your card number"),
        Category.CARD_EXPIRY: message("your card expiry date"),
        Category.CARD_SECURITY_CODE: message("your card security code"),
        Category.CARD_HOLDER: message("your card holder"),
        Category.BANK_ACCOUNT: message("your bank account"),
        Category.INCOME: message("your income"),
        Category.PURCHASE: message("what you bought"),
        Category.COORDINATES: message("your exact location"),
        Category.IP_ADDRESS: message("your IP address"),
        Category.ADVERTISING_ID: message("your advertising identifier"),
        Category.CLIENT_ID: message("your browser identifier"),
        Category.DEVICE_ID: message("your device identifier"),
        Category.SESSION_ID: message("your session identifier"),
        Category.USER_ID: message("your account identifier"),
        Category.USER_AGENT: message("your browser version"),
        Category.DEVICE_MODEL: message("your device model"),
        Category.OS_VERSION: message("your operating system"),
        Category.SCREEN_SIZE: message("your screen size"),
        Category.LANGUAGE: message("your language"),
        Category.TIME_ZONE: message("your time zone"),
        Category.CARRIER: message("your network operator"),
        Category.SEARCH_QUERY: message("your search terms"),
        Category.PAGE_VISITED: message("the pages you visit"),
        Category.MESSAGE: message("your messages"),
        Category.HEALTH: message("data about your health"),
        Category.RELIGION: message("data about your religion"),
        Category.POLITICAL_OPINION: message("data about your political opinion"),
        Category.SEXUAL_LIFE: message("data about your sexual life"),
        Category.ETHNICITY: message("data about your ethnic origin"),
        Category.TRADE_UNION: message("data about your trade union membership"),
        Category.BIOMETRIC: message("data about your biometric data"),
        Category.ORGANIZATION: message("your organisation"),
        Category.JOB_TITLE: message("your job title"),
        Category.TEXT: message("a text of yours"),
    }
)


def yours(category: Category) -> str:
    """Return a category as the person's own: `your e-mail address`, `data about your health`."""
    return _YOURS[category]
