-- What was done to the picture of a page: steps from the original, JSON. The picture they yield is the page's display blob.
ALTER TABLE page ADD COLUMN recipe TEXT NOT NULL DEFAULT '[]';

-- Acts on pages with both sides: where each page stood and what it showed, which items came to be or were voided.
CREATE TABLE page_act (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  by_name    TEXT NOT NULL,
  at         TEXT NOT NULL,
  label      TEXT NOT NULL,
  file_id    INTEGER NOT NULL REFERENCES cadre_file (id),
  secrecy_rank INTEGER NOT NULL,
  before     TEXT NOT NULL,
  after      TEXT NOT NULL,
  undone     INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX page_act_of_file ON page_act (file_id, id);
CREATE INDEX page_act_of_account ON page_act (account_id, undone, id);

-- What a look at the picture found; the look is repeated when the picture has changed.
CREATE TABLE page_quality (
  page_id    INTEGER PRIMARY KEY REFERENCES page (id),
  -- Blob that was looked at.
  blob_id    TEXT NOT NULL,
  width_mm   REAL,
  height_mm  REAL,
  colour     INTEGER NOT NULL CHECK (colour IN (0, 1)),
  skew       REAL NOT NULL,
  border     REAL NOT NULL,
  ink        REAL NOT NULL,
  size       INTEGER NOT NULL,
  -- Fingerprint of 256 bits: look-alikes differ in few.
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  at         TEXT NOT NULL
) STRICT;

-- A fault of quality that a second person let stand, with the reason; holds for this picture only.
CREATE TABLE quality_acceptance (
  page_id INTEGER NOT NULL REFERENCES page (id),
  blob_id TEXT NOT NULL,
  fault   TEXT NOT NULL,
  reason  TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at      TEXT NOT NULL,
  PRIMARY KEY (page_id, blob_id, fault)
) STRICT, WITHOUT ROWID;

-- Pairs of look-alikes that a person has decided about.
CREATE TABLE page_pair (
  first_id  INTEGER NOT NULL REFERENCES page (id),
  second_id INTEGER NOT NULL REFERENCES page (id),
  decision  TEXT NOT NULL CHECK (decision IN ('both', 'double')),
  reason    TEXT NOT NULL,
  by_name   TEXT NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (first_id, second_id),
  CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;
