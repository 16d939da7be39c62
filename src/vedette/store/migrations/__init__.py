"""The steps from one layout of the tables to the next, run by Alembic when a database is opened."""
