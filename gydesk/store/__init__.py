"""The database: the only user of SQLAlchemy. Import its modules when they are needed."""
