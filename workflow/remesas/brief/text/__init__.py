"""Sentences, each number with where it comes from."""
