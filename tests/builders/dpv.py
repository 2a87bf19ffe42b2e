"""The terms of the W3C Data Privacy Vocabulary that exports use, as version 2.3 publishes them.

Source: https://w3id.org/dpv, https://w3id.org/dpv/pd, https://w3id.org/dpv/risk (W3C Software and Document licence).
"""

_TERMS = {
    "": """
        Advertising CommunicationManagement CustomerCare LegalEntity Marketing PaymentManagement
        PersonalData Process Recipient Risk SearchFunctionalities ServiceUsageAnalytics
        TechnicalServiceProvision hasDataController hasName hasPersonalData hasPurpose hasRecipient
        hasRisk hasRiskLevel
    """,
    "/pd": """
        Authenticating BankAccount Biometric BirthDate BrowserFingerprint BrowsingBehaviour
        BrowsingReferral City Communication Country CurrentEmployment DeviceBased
        DeviceOperatingSystem EmailAddress EthnicOrigin GPSCoordinate Gender Health IPAddress
        Identifier Income Job Language Name Nationality OfficialID Passport Password PaymentCard
        PaymentCardExpiry PaymentCardNumber PhysicalAddress PoliticalOpinion PostalCode Purchase
        Region Religion SecretText Sexual TelephoneNumber TradeUnionMembership UserAgent Username
    """,
    "/risk": """
        HighRisk LowRisk ModerateRisk VeryHighRisk VeryLowRisk
    """,
}

PUBLISHED = frozenset(
    f"https://w3id.org/dpv{extension}#{term}" for extension, terms in _TERMS.items() for term in terms.split()
)
