-- Evidence: what changed, field by field, beside the chain; reviews, exported segments, seals, and what the vault took in.

-- Values of changed fields. The chain holds a salted digest of each, so that it can be shown to anybody and still proves
-- these; the values are shown to those who are cleared for them.
CREATE TABLE audit_value (
  event_id     INTEGER NOT NULL REFERENCES audit_event (id),
  position     INTEGER NOT NULL,
  field        TEXT NOT NULL,
  secrecy_rank INTEGER NOT NULL CHECK (secrecy_rank BETWEEN 0 AND 3),
  before       TEXT NOT NULL,
  after        TEXT NOT NULL,
  salt         BLOB NOT NULL CHECK (length(salt) = 16),
  PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_value_no_update BEFORE UPDATE ON audit_value
BEGIN SELECT RAISE(ABORT, 'audit values cannot be changed'); END;
CREATE TRIGGER audit_value_no_delete BEFORE DELETE ON audit_value
BEGIN SELECT RAISE(ABORT, 'audit values cannot be deleted'); END;
CREATE INDEX audit_event_by_subject ON audit_event (subject, id);

-- 审计月查.
CREATE TABLE audit_review (
  id          INTEGER PRIMARY KEY,
  month       TEXT NOT NULL,
  at          TEXT NOT NULL,
  account_id  INTEGER NOT NULL REFERENCES account (id),
  by_name     TEXT NOT NULL,
  events      INTEGER NOT NULL,
  refused     INTEGER NOT NULL,
  failed      INTEGER NOT NULL,
  first_event INTEGER NOT NULL,
  last_event  INTEGER NOT NULL,
  -- Hash of the last event of the chain at the review.
  head        TEXT NOT NULL,
  intact      INTEGER NOT NULL CHECK (intact IN (0, 1)),
  findings    TEXT NOT NULL,
  measures    TEXT NOT NULL
) STRICT;
CREATE INDEX audit_review_by_month ON audit_review (month, id);
CREATE TRIGGER audit_review_no_update BEFORE UPDATE ON audit_review
BEGIN SELECT RAISE(ABORT, 'reviews cannot be changed'); END;
CREATE TRIGGER audit_review_no_delete BEFORE DELETE ON audit_review
BEGIN SELECT RAISE(ABORT, 'reviews cannot be deleted'); END;

-- Segments of the chain that were exported for keeping or checking elsewhere.
CREATE TABLE audit_segment (
  id         INTEGER PRIMARY KEY,
  from_event INTEGER NOT NULL,
  to_event   INTEGER NOT NULL,
  head       TEXT NOT NULL,
  at         TEXT NOT NULL,
  by_name    TEXT NOT NULL
) STRICT;

-- Every blob the vault ever took in, in that order: what a seal covers is the first so many of them.
CREATE TABLE blob_intake (
  number  INTEGER PRIMARY KEY,
  blob_id TEXT NOT NULL,
  size    INTEGER NOT NULL,
  sha256  BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT;
INSERT INTO blob_intake (blob_id, size, sha256) SELECT id, size, sha256 FROM blob ORDER BY created_at, id;
CREATE TRIGGER blob_taken_in AFTER INSERT ON blob
BEGIN INSERT INTO blob_intake (blob_id, size, sha256) VALUES (NEW.id, NEW.size, NEW.sha256); END;
CREATE TRIGGER blob_intake_no_update BEFORE UPDATE ON blob_intake
BEGIN SELECT RAISE(ABORT, 'the intake of the vault cannot be changed'); END;
CREATE TRIGGER blob_intake_no_delete BEFORE DELETE ON blob_intake
BEGIN SELECT RAISE(ABORT, 'the intake of the vault cannot be deleted'); END;

-- 封条. `vault` is the digest over the first `blobs` rows of blob_intake, continued from the seal before.
CREATE TABLE seal (
  id      INTEGER PRIMARY KEY,
  at      TEXT NOT NULL,
  by_name TEXT NOT NULL,
  events  INTEGER NOT NULL,
  head    BLOB NOT NULL CHECK (length(head) = 32),
  blobs   INTEGER NOT NULL,
  vault   BLOB NOT NULL CHECK (length(vault) = 32),
  code    TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'seals cannot be changed'); END;
CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'seals cannot be deleted'); END;
