DROP INDEX ix_fact_person_key;
ALTER TABLE fact RENAME TO old_fact;
CREATE TABLE fact ( id INTEGER NOT NULL, person_id INTEGER NOT NULL, "key" VARCHAR NOT NULL, value VARCHAR NOT NULL, done_on VARCHAR, PRIMARY KEY (id), CONSTRAINT done_on_is_a_day CHECK ("done_on" GLOB '[129][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE );
INSERT INTO fact SELECT id, person_id, "key", value, NULL FROM old_fact;
DROP TABLE old_fact;
CREATE INDEX ix_fact_person_key ON fact (person_id, "key");
