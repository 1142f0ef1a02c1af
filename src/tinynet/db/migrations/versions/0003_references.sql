CREATE INDEX ix_relation_other_name ON relation (other_name) WHERE other_name IS NOT NULL;
