from tests.postgresql import database_url, empty_url, postgresql_url, sqlite_url, store

__all__ = ["database_url", "empty_url", "postgresql_url", "sqlite_url", "store"]
