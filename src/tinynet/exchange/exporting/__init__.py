"""From the database to the records that writers take, and where their files go."""
