"""The claims ledger: every quantitative statement of the article, checked by computation."""
