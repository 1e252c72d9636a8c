-- Which profile fed last, to be offered first the next time.
ALTER TABLE scan_profile ADD COLUMN used_at TEXT NOT NULL DEFAULT '';

-- Files taken out of watched folders, by their bytes: none is taken twice, one cut off half-way is gone on with.
CREATE TABLE watched_file (
  id        INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES scan_import (id),
  file_name TEXT NOT NULL,
  sha256    BLOB NOT NULL UNIQUE,
  -- The file as it came, where its pages were taken apart; else the pages have it themselves.
  blob_id   TEXT REFERENCES blob (id),
  taken     INTEGER NOT NULL DEFAULT 0,
  done      INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
  at        TEXT NOT NULL
) STRICT;
CREATE INDEX scan_by_import ON scan (import_id);
