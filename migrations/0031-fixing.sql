-- 定号、装订: the clerk asks, another person approves; only then the numbers stand. Numbers fixed before this came about stay.
CREATE TABLE fixing (
  id          INTEGER PRIMARY KEY,
  file_id     INTEGER NOT NULL REFERENCES cadre_file (id),
  state       TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'withdrawn')),
  -- The volume is bound as well: what comes later lies loose until it is bound again.
  binds       INTEGER NOT NULL CHECK (binds IN (0, 1)),
  items       INTEGER NOT NULL,
  -- Highest secrecy among the items that get their number: who may not see them does not see the request.
  secrecy_rank INTEGER NOT NULL,
  -- Hash of the preview that was proposed; only this is approved.
  basis       TEXT NOT NULL,
  proposed_by INTEGER NOT NULL REFERENCES account (id),
  proposed_at TEXT NOT NULL,
  decided_by  INTEGER REFERENCES account (id),
  decided_at  TEXT,
  note        TEXT NOT NULL DEFAULT '',
  CHECK (state NOT IN ('approved', 'rejected') OR decided_by <> proposed_by)
) STRICT;
CREATE UNIQUE INDEX fixing_one_open ON fixing (file_id) WHERE state = 'proposed';
CREATE INDEX fixing_of_file ON fixing (file_id, id);
CREATE TRIGGER fixing_kept BEFORE DELETE ON fixing
BEGIN SELECT RAISE(ABORT, 'decisions on numbers are kept'); END;

-- 档号式样 of the office beside the shipped ones. Kept as they were made: items name the style that they were numbered by.
CREATE TABLE numbering_style (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  template TEXT NOT NULL UNIQUE,
  made_by  TEXT NOT NULL,
  made_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER numbering_style_kept BEFORE DELETE ON numbering_style
BEGIN SELECT RAISE(ABORT, 'numbering styles are kept'); END;
CREATE TRIGGER numbering_style_unchanged BEFORE UPDATE ON numbering_style
BEGIN SELECT RAISE(ABORT, 'numbering styles are kept as they were made'); END;
