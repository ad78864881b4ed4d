"""From where whoever asks is asking, as the edge says it and everybody behind it reads it.

The edge says the address in `X-Viewer-Ip`, and it alone (`deploy/edge/viewer.js`): what a client
says there never gets past it. `X-Forwarded-For` grows on its way, and begins with whatever the
client made up.
"""

from ipaddress import IPv6Address, ip_address

VIEWER_IP_HEADER = "X-Viewer-Ip"


def viewer_ip(said: str | None) -> str | None:
    """The address in one form, however it is written; None where it is none."""
    try:
        address = ip_address(said or "")
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
