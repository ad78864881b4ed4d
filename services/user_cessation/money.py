"""Money as everyone here counts it: whole minor units of one ISO 4217 currency.

How many minor units make one major unit (none for JPY, a thousand for KWD) matters only to whoever
shows an amount, so nothing here depends on it.
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from shared.models.base import Input, Model, Whole

_IN_USE = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
    "GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW "
    "KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR "
    "MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR "
    "SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
    "USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES = frozenset(_IN_USE.split())


def _known_currency(code: str) -> str:
    if code not in CURRENCIES:
        raise ValueError("must be a currency in use (ISO 4217), like EUR")
    return code


Currency = Annotated[str, AfterValidator(_known_currency)]


class MoneyIn(Input):
    amount_minor: Annotated[Whole, Field(ge=0, le=1_000_000_000)]
    currency: Currency


class Money(Model):
    amount_minor: int
    currency: str
