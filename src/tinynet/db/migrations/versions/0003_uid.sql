CREATE TEMP TABLE of_0_2 AS SELECT * FROM person;
DROP TABLE person;
CREATE TABLE person (
	id INTEGER NOT NULL,
	handle VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	search VARCHAR NOT NULL,
	uid VARCHAR DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))) NOT NULL,
	circle VARCHAR,
	every_days INTEGER,
	met_how VARCHAR,
	met_at VARCHAR,
	met_on VARCHAR,
	met_via INTEGER,
	organisation VARCHAR,
	title VARCHAR,
	added_on VARCHAR NOT NULL,
	counts_from VARCHAR NOT NULL,
	skipped_on VARCHAR,
	snoozed_until VARCHAR,
	paused_until VARCHAR,
	archived_on VARCHAR,
	PRIMARY KEY (id),
	CONSTRAINT name_has_a_length CHECK (length(name) BETWEEN 1 AND 200),
	CONSTRAINT handle_has_a_length CHECK (length(handle) BETWEEN 1 AND 60),
	CONSTRAINT circle_is_known CHECK (circle IN ('inner', 'close', 'friends', 'village')),
	CONSTRAINT every_days_is_a_cadence CHECK (every_days BETWEEN 0 AND 3660),
	CONSTRAINT nobody_is_met_through_themselves CHECK (met_via <> id),
	CONSTRAINT uid_has_a_length CHECK (length(uid) = 36),
	CONSTRAINT added_on_is_a_day CHECK ("added_on" GLOB '[129][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	CONSTRAINT counts_from_is_a_day CHECK ("counts_from" GLOB '[129][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	CONSTRAINT skipped_on_is_a_day CHECK ("skipped_on" GLOB '[129][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	CONSTRAINT snoozed_until_is_a_day CHECK ("snoozed_until" GLOB '[129][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	CONSTRAINT paused_until_is_a_day CHECK ("paused_until" GLOB '[129][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	CONSTRAINT archived_on_is_a_day CHECK ("archived_on" GLOB '[129][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	UNIQUE (handle),
	UNIQUE (uid),
	FOREIGN KEY(met_via) REFERENCES person (id) ON DELETE SET NULL
);
INSERT INTO person (id, handle, name, search, circle, every_days, met_how, met_at, met_on, met_via, organisation, title, added_on, counts_from, skipped_on, snoozed_until, paused_until, archived_on)
SELECT id, handle, name, search, circle, every_days, met_how, met_at, met_on, met_via, organisation, title, added_on, counts_from, skipped_on, snoozed_until, paused_until, archived_on FROM of_0_2;
DROP TABLE temp.of_0_2;
CREATE INDEX ix_person_met_via ON person (met_via);
