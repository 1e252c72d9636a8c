-- 输出控制: the policy, the requests for approval, and the register of everything that left.

-- Without a row the policy shipped in resources/output-policy.json holds as version 1.
CREATE TABLE output_policy (
  version       INTEGER PRIMARY KEY CHECK (version > 1),
  -- JSON: level → rule.
  rules         TEXT NOT NULL,
  approval_days INTEGER NOT NULL,
  reason        TEXT NOT NULL,
  changed_at    TEXT NOT NULL,
  changed_by    TEXT NOT NULL
) STRICT;

CREATE TABLE output_request (
  id            INTEGER PRIMARY KEY,
  number        TEXT NOT NULL UNIQUE,
  what          TEXT NOT NULL,
  subject_id    INTEGER NOT NULL,
  title         TEXT NOT NULL,
  secrecy       TEXT NOT NULL,
  secrecy_rank  INTEGER NOT NULL CHECK (secrecy_rank BETWEEN 0 AND 3),
  secrecy_years INTEGER NOT NULL,
  pages         INTEGER NOT NULL,
  -- Digest of what was asked for: approved is this and nothing else.
  basis         TEXT NOT NULL,
  copies        INTEGER NOT NULL,
  purpose       TEXT NOT NULL,
  destination   TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('submitted', 'approved', 'rejected', 'withdrawn', 'used')),
  applied_by    INTEGER NOT NULL REFERENCES account (id),
  applied_at    TEXT NOT NULL,
  decided_by    INTEGER REFERENCES account (id),
  decided_at    TEXT,
  decision_note TEXT NOT NULL DEFAULT '',
  valid_until   TEXT,
  CHECK (decided_by IS NULL OR decided_by <> applied_by)
) STRICT;
CREATE INDEX output_request_by_state ON output_request (state, id);
CREATE INDEX output_request_by_subject ON output_request (what, subject_id, id);
CREATE INDEX output_request_by_applicant ON output_request (applied_by, id);

-- 输出登记簿. The id is the running number; added, never changed.
CREATE TABLE output_entry (
  id            INTEGER PRIMARY KEY,
  at            TEXT NOT NULL,
  account_id    INTEGER NOT NULL REFERENCES account (id),
  by_name       TEXT NOT NULL,
  kind          TEXT NOT NULL,
  title         TEXT NOT NULL,
  subject       TEXT NOT NULL,
  secrecy       TEXT NOT NULL,
  secrecy_rank  INTEGER NOT NULL CHECK (secrecy_rank BETWEEN 0 AND 3),
  secrecy_years INTEGER NOT NULL,
  copies        INTEGER NOT NULL,
  pages         INTEGER NOT NULL,
  purpose       TEXT NOT NULL,
  destination   TEXT NOT NULL,
  file_name     TEXT NOT NULL,
  medium        TEXT NOT NULL,
  size          INTEGER NOT NULL,
  sha256        TEXT NOT NULL,
  -- What allowed it where the level asks for an approval: number of a request, or of another procedure.
  approval      TEXT NOT NULL
) STRICT;
CREATE INDEX output_entry_by_at ON output_entry (at, id);
CREATE TRIGGER output_entry_no_update BEFORE UPDATE ON output_entry
BEGIN SELECT RAISE(ABORT, 'the register of outputs cannot be changed'); END;
CREATE TRIGGER output_entry_no_delete BEFORE DELETE ON output_entry
BEGIN SELECT RAISE(ABORT, 'the register of outputs cannot be deleted'); END;
