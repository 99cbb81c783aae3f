"""The database, beneath the models: locks, compiled queries, lookups, statistics, keys."""
