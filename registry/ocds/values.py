"""What a contract or a tender is worth, as a release says it."""

from dataclasses import dataclass

from registry.ocds.shapes import Json, pence, text


@dataclass(frozen=True, slots=True)
class Value:
    """An amount in pence (hundredths), on one VAT basis; and the same with VAT where both were published."""

    pence: int
    vat: str
    """`excluded`, `included` or `unknown`."""
    currency: str
    with_vat_pence: int | None = None


def value(published: Json, net_by_law: bool = False) -> Value | None:
    """Read an OCDS value object.

    The Procurement Act's notices give `amount` without and `amountGross` with VAT, or only the second. Notices
    under older law give one amount, without VAT by the rules of their forms (`net_by_law`). Contracts Finder
    does not say.
    """
    net, gross = pence(published, "amount"), pence(published, "amountGross")
    currency = text(published, "currency", 3).upper() or "GBP"
    if net is not None:
        return Value(net, "excluded" if net_by_law or gross is not None else "unknown", currency, gross)
    if gross is not None:
        return Value(gross, "included", currency, gross)
    return None
