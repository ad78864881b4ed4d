"""How the workers of a service share what comes in."""
