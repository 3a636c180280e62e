"""Put a finished build together for an archive: the replication package."""
