"""Amounts in minor units, written for people."""

NO_DECIMALS = {"bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd"}
NO_DECIMALS |= {"vuv", "xaf", "xof", "xpf"}
THREE_DECIMALS = {"bhd", "jod", "kwd", "omr", "tnd"}


def written(amount: int, currency: str) -> str:
    decimals = 0 if currency in NO_DECIMALS else 3 if currency in THREE_DECIMALS else 2
    whole, rest = divmod(amount, 10**decimals)
    fraction = f".{rest:0{decimals}d}" if decimals else ""
    return f"{currency.upper()} {whole:,}{fraction}"
