-- 党风廉政意见回复 and 廉洁自律结论性意见: drafted from cited pages, 承办 → 审核 → 签发 by three persons.

CREATE TABLE letter_batch (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('reply', 'conclusion')),
  purpose     TEXT NOT NULL,
  from_unit   TEXT NOT NULL,
  from_number TEXT NOT NULL,
  from_date   TEXT NOT NULL,
  due_on      TEXT NOT NULL,
  -- The day up to which the file is looked at.
  as_of       TEXT NOT NULL,
  created_by  TEXT NOT NULL,
  created_at  TEXT NOT NULL
) STRICT;

CREATE TABLE letter (
  id              INTEGER PRIMARY KEY,
  batch_id        INTEGER NOT NULL REFERENCES letter_batch (id),
  file_id         INTEGER NOT NULL REFERENCES cadre_file (id),
  conclusion      TEXT NOT NULL CHECK (conclusion IN ('clear', 'settled', 'pending', 'influence')),
  state           TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'reviewed', 'signed', 'withdrawn')),
  revision        INTEGER NOT NULL DEFAULT 1,
  -- 文号, given at signing and never again.
  number          TEXT UNIQUE,
  drafted_by      INTEGER NOT NULL REFERENCES account (id),
  drafted_at      TEXT NOT NULL,
  reviewed_by     INTEGER REFERENCES account (id),
  signed_by       INTEGER REFERENCES account (id),
  signed_at       TEXT,
  -- Opening and conclusion as they were signed; before that they follow the wording in force.
  opening         TEXT NOT NULL DEFAULT '',
  conclusion_text TEXT NOT NULL DEFAULT '',
  item_id         INTEGER REFERENCES item (id),
  -- JSON of the file as it was when the letter was signed, and its SHA-256.
  state_kept      TEXT,
  state_sha256    TEXT,
  CHECK (reviewed_by IS NULL OR reviewed_by <> drafted_by),
  CHECK (signed_by IS NULL OR (signed_by <> drafted_by AND signed_by <> coalesce(reviewed_by, -1))),
  CHECK (state <> 'signed' OR (number IS NOT NULL AND signed_by IS NOT NULL AND item_id IS NOT NULL AND state_kept IS NOT NULL))
) STRICT;
CREATE INDEX letter_by_state ON letter (state, id);
CREATE INDEX letter_of_file ON letter (file_id, id);
CREATE INDEX letter_of_batch ON letter (batch_id, id);

CREATE TABLE letter_sentence (
  id        INTEGER PRIMARY KEY,
  letter_id INTEGER NOT NULL REFERENCES letter (id),
  position  INTEGER NOT NULL,
  text      TEXT NOT NULL,
  UNIQUE (letter_id, position)
) STRICT;

CREATE TABLE letter_source (
  id          INTEGER PRIMARY KEY,
  sentence_id INTEGER NOT NULL REFERENCES letter_sentence (id),
  kind        TEXT NOT NULL CHECK (kind IN ('page', 'measure', 'none')),
  item_id     INTEGER REFERENCES item (id),
  page_id     INTEGER REFERENCES page (id),
  measure_id  INTEGER REFERENCES measure (id),
  -- Head classes, joined by commas.
  classes     TEXT NOT NULL DEFAULT '',
  CHECK ((kind = 'page') = (item_id IS NOT NULL)),
  CHECK ((kind = 'measure') = (measure_id IS NOT NULL)),
  CHECK ((kind = 'none') = (classes <> ''))
) STRICT;
CREATE INDEX letter_source_of ON letter_source (sentence_id, id);

CREATE TABLE letter_act (
  id        INTEGER PRIMARY KEY,
  letter_id INTEGER NOT NULL REFERENCES letter (id),
  at        TEXT NOT NULL,
  by_name   TEXT NOT NULL,
  act       TEXT NOT NULL,
  note      TEXT NOT NULL
) STRICT;
CREATE INDEX letter_act_of ON letter_act (letter_id, id);

CREATE TABLE letter_wording (
  version    INTEGER PRIMARY KEY,
  body       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT;
