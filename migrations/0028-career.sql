-- Units with their names over time, and the dated posts of cadres. Dates are partial: yyyy, yyyymm, yyyymmdd, '' unknown.
CREATE TABLE unit (
  id              INTEGER PRIMARY KEY,
  -- '' while the unit exists.
  ended_how       TEXT NOT NULL DEFAULT '' CHECK (ended_how IN ('', 'merged', 'split', 'abolished')),
  ended_on        TEXT NOT NULL DEFAULT '',
  document_number TEXT NOT NULL DEFAULT '',
  revision        INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A name holds until the next one of its unit begins.
CREATE TABLE unit_name (
  id              INTEGER PRIMARY KEY,
  unit_id         INTEGER NOT NULL REFERENCES unit (id),
  name            TEXT NOT NULL,
  from_date       TEXT NOT NULL DEFAULT '',
  document_number TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX unit_name_of ON unit_name (unit_id, id);
CREATE INDEX unit_name_by_name ON unit_name (name);

CREATE TABLE unit_successor (
  unit_id      INTEGER NOT NULL REFERENCES unit (id),
  successor_id INTEGER NOT NULL REFERENCES unit (id),
  PRIMARY KEY (unit_id, successor_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_successor_back ON unit_successor (successor_id);

CREATE TABLE dated_post (
  id              INTEGER PRIMARY KEY,
  person_id       INTEGER NOT NULL REFERENCES person (id),
  unit_id         INTEGER REFERENCES unit (id),
  -- As written, where the unit is not among the known ones.
  unit_text       TEXT NOT NULL DEFAULT '',
  title           TEXT NOT NULL,
  main            INTEGER NOT NULL DEFAULT 0 CHECK (main IN (0, 1)),
  leading         INTEGER NOT NULL DEFAULT 0 CHECK (leading IN (0, 1)),
  level           TEXT NOT NULL DEFAULT '',
  rank            TEXT NOT NULL DEFAULT '',
  from_date       TEXT NOT NULL DEFAULT '',
  until_date      TEXT NOT NULL DEFAULT '',
  -- A post can have ended on a day that nobody knows.
  ended           INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
  document_number TEXT NOT NULL DEFAULT '',
  appointed_by    TEXT NOT NULL DEFAULT '',
  duties          TEXT NOT NULL DEFAULT '',
  origin          TEXT NOT NULL CHECK (origin IN ('roster', 'clerk', 'lrmx')),
  revision        INTEGER NOT NULL DEFAULT 1,
  voided_at       TEXT,
  void_reason     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX dated_post_of ON dated_post (person_id, id);

-- What the roster calls present is present; since when, it does not say.
INSERT INTO dated_post (person_id, title, main, origin)
  SELECT person_id, title, position = 0, 'roster' FROM post ORDER BY person_id, position;
