"""The ledger that the sentences are about."""

from support.ledger import annual, claims, document

__all__ = ["annual", "claims", "document"]
