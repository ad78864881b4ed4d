"""A stand-in for the provider people sign in by way of: one page that believes whatever is said.

It speaks as much OpenID Connect as the emulator's user pool asks of a provider. It keeps nothing:
who somebody is follows from their address, so they are the same person after a restart.
"""
