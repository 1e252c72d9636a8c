-- The consult desk (查阅): who may not read whose file, requests and their sign-off, sittings at the desk, what was
-- taken away, paper on loan. Sign-offs, page times and chasing notes are evidence: added, never changed.

-- 查阅规则, versioned; without a row the rules shipped in resources/consult-rules.json hold as version 1.
CREATE TABLE consult_rules (
  version    INTEGER PRIMARY KEY CHECK (version > 1),
  body       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT;

-- Who the holder of an account is on the roster, and their relatives (回避).
CREATE TABLE account_tie (
  account_id    INTEGER PRIMARY KEY REFERENCES account (id),
  person_id     INTEGER REFERENCES person (id),
  id_number_end TEXT NOT NULL DEFAULT '',
  -- JSON: [{relation, name}].
  relatives     TEXT NOT NULL DEFAULT '[]',
  noted_by      INTEGER NOT NULL REFERENCES account (id),
  noted_at      TEXT NOT NULL
) STRICT;
CREATE INDEX account_tie_by_person ON account_tie (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE recusal_tie (
  id               INTEGER PRIMARY KEY,
  person_id        INTEGER NOT NULL REFERENCES person (id),
  account_id       INTEGER REFERENCES account (id),
  other_name       TEXT NOT NULL DEFAULT '',
  kind             TEXT NOT NULL CHECK (kind IN ('relative', 'superior', 'subordinate', 'connected', 'distinct')),
  note             TEXT NOT NULL,
  noted_by         INTEGER NOT NULL REFERENCES account (id),
  noted_at         TEXT NOT NULL,
  withdrawn_by     INTEGER REFERENCES account (id),
  withdrawn_at     TEXT,
  withdrawn_reason TEXT NOT NULL DEFAULT '',
  CHECK (account_id IS NOT NULL OR other_name <> '')
) STRICT;
CREATE INDEX recusal_tie_of ON recusal_tie (person_id, id);

CREATE TABLE consult_request (
  id               INTEGER PRIMARY KEY,
  number           TEXT NOT NULL UNIQUE,
  year             INTEGER NOT NULL,
  sequence         INTEGER NOT NULL,
  file_id          INTEGER NOT NULL REFERENCES cadre_file (id),
  version          INTEGER NOT NULL DEFAULT 1,
  revision         INTEGER NOT NULL DEFAULT 1,
  state            TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'reading', 'returning', 'closed',
                     'rejected', 'withdrawn', 'expired')),
  state_reason     TEXT NOT NULL DEFAULT '',
  purpose          TEXT NOT NULL,
  purpose_name     TEXT NOT NULL,
  reason           TEXT NOT NULL,
  unit             TEXT NOT NULL,
  unit_leader      TEXT NOT NULL DEFAULT '',
  phone            TEXT NOT NULL DEFAULT '',
  -- JSON of what was asked for; consult_page holds what it meant on the day it was submitted.
  scope            TEXT NOT NULL,
  ways             TEXT NOT NULL,
  minutes          INTEGER NOT NULL,
  valid_from       TEXT NOT NULL,
  valid_until      TEXT NOT NULL,
  emergency        INTEGER NOT NULL CHECK (emergency IN (0, 1)),
  -- JSON {name, steps} of the chain in force when submitted.
  chain            TEXT NOT NULL DEFAULT '{"name":"","steps":[]}',
  -- Step that is waited for, from 0.
  step             INTEGER,
  -- Highest secrecy rank of what is asked for: who is not cleared to it does not see the request.
  secrecy_rank     INTEGER NOT NULL DEFAULT 0,
  seconds_left     INTEGER NOT NULL DEFAULT 0,
  created_by       INTEGER NOT NULL REFERENCES account (id),
  created_at       TEXT NOT NULL,
  reading_ended_at TEXT,
  closed_at        TEXT,
  UNIQUE (year, sequence),
  CHECK ((state = 'submitted') = (step IS NOT NULL))
) STRICT;
CREATE INDEX consult_by_state ON consult_request (state, id);
CREATE INDEX consult_by_file ON consult_request (file_id, id);
CREATE TRIGGER consult_request_kept BEFORE DELETE ON consult_request
BEGIN SELECT RAISE(ABORT, 'consult requests are withdrawn, never deleted'); END;
-- What is finished stays finished, whatever code comes to it.
CREATE TRIGGER consult_request_final BEFORE UPDATE ON consult_request
WHEN OLD.state IN ('closed', 'rejected', 'withdrawn', 'expired')
BEGIN SELECT RAISE(ABORT, 'a finished consult request cannot be changed'); END;

CREATE TABLE consult_reader (
  request_id       INTEGER NOT NULL REFERENCES consult_request (id),
  position         INTEGER NOT NULL,
  account_id       INTEGER REFERENCES account (id),
  name             TEXT NOT NULL,
  unit             TEXT NOT NULL,
  post             TEXT NOT NULL,
  political_status TEXT NOT NULL,
  id_number_end    TEXT NOT NULL,
  relatives        TEXT NOT NULL,
  PRIMARY KEY (request_id, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX consult_reader_once ON consult_reader (request_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX consult_by_reader ON consult_reader (account_id, request_id);

CREATE TABLE consult_item (
  request_id INTEGER NOT NULL REFERENCES consult_request (id),
  item_id    INTEGER NOT NULL REFERENCES item (id),
  pages_back INTEGER,
  note       TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (request_id, item_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE consult_page (
  request_id INTEGER NOT NULL REFERENCES consult_request (id),
  page_id    INTEGER NOT NULL REFERENCES page (id),
  item_id    INTEGER NOT NULL REFERENCES item (id),
  PRIMARY KEY (request_id, page_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE consult_basis (
  id         INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES consult_request (id),
  blob_id    TEXT NOT NULL REFERENCES blob (id),
  media_type TEXT NOT NULL,
  file_name  TEXT NOT NULL,
  pages      INTEGER NOT NULL,
  at         TEXT NOT NULL,
  by_name    TEXT NOT NULL
) STRICT;
CREATE INDEX consult_basis_of ON consult_basis (request_id, id);

CREATE TABLE consult_sign_off (
  id         INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES consult_request (id),
  version    INTEGER NOT NULL,
  step       INTEGER NOT NULL,
  step_name  TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at         TEXT NOT NULL,
  approved   INTEGER NOT NULL CHECK (approved IN (0, 1)),
  opinion    TEXT NOT NULL,
  UNIQUE (request_id, version, step),
  UNIQUE (request_id, version, account_id)
) STRICT;
CREATE TRIGGER consult_sign_off_no_update BEFORE UPDATE ON consult_sign_off
BEGIN SELECT RAISE(ABORT, 'sign-offs cannot be changed'); END;
CREATE TRIGGER consult_sign_off_no_delete BEFORE DELETE ON consult_sign_off
BEGIN SELECT RAISE(ABORT, 'sign-offs cannot be deleted'); END;

-- A sitting (阅览) at the desk.
CREATE TABLE consult_sitting (
  id              INTEGER PRIMARY KEY,
  request_id      INTEGER NOT NULL REFERENCES consult_request (id),
  clerk_id        INTEGER NOT NULL REFERENCES account (id),
  -- JSON: [{accountId, name}] of the readers who authenticated.
  readers         TEXT NOT NULL,
  started_at      TEXT NOT NULL,
  granted_seconds INTEGER NOT NULL,
  -- Kept up while reading, so that a stop of the program neither gives nor takes time.
  used_seconds    INTEGER NOT NULL DEFAULT 0,
  ended_at        TEXT,
  end_reason      TEXT CHECK (end_reason IN ('finished', 'time-over', 'interrupted', 'desk-left')),
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
) STRICT;
CREATE INDEX consult_sitting_of ON consult_sitting (request_id, id);
CREATE UNIQUE INDEX consult_sitting_open ON consult_sitting (request_id) WHERE ended_at IS NULL;

CREATE TABLE consult_page_time (
  sitting_id INTEGER NOT NULL REFERENCES consult_sitting (id),
  page_id    INTEGER NOT NULL REFERENCES page (id),
  first_at   TEXT NOT NULL,
  last_at    TEXT NOT NULL,
  seconds    REAL NOT NULL DEFAULT 0,
  PRIMARY KEY (sitting_id, page_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE consult_excerpt (
  id         INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES consult_request (id),
  sitting_id INTEGER NOT NULL REFERENCES consult_sitting (id),
  item_id    INTEGER NOT NULL REFERENCES item (id),
  text       TEXT NOT NULL,
  at         TEXT NOT NULL,
  state      TEXT NOT NULL DEFAULT 'written' CHECK (state IN ('written', 'passed', 'refused')),
  checked_by INTEGER REFERENCES account (id),
  checked_at TEXT,
  note       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX consult_excerpt_of ON consult_excerpt (request_id, id);

-- Ledger of what left the desk: excerpts and copies, numbered 第 x 份 within their request.
CREATE TABLE consult_copy (
  id           INTEGER PRIMARY KEY,
  request_id   INTEGER NOT NULL REFERENCES consult_request (id),
  kind         TEXT NOT NULL CHECK (kind IN ('excerpt', 'copy')),
  copy_number  INTEGER NOT NULL,
  format       TEXT NOT NULL CHECK (format IN ('docx', 'pdf', 'jpeg')),
  secrecy_rank INTEGER NOT NULL,
  pages        INTEGER NOT NULL,
  file_name    TEXT NOT NULL,
  sha256       TEXT NOT NULL,
  received_by  TEXT NOT NULL,
  made_at      TEXT NOT NULL,
  made_by      TEXT NOT NULL,
  due_at       TEXT NOT NULL,
  state        TEXT NOT NULL DEFAULT 'out' CHECK (state IN ('out', 'returned', 'destroyed', 'filed')),
  settled_at   TEXT,
  settled_by   TEXT,
  note         TEXT NOT NULL DEFAULT '',
  UNIQUE (request_id, copy_number)
) STRICT;
CREATE INDEX consult_copy_by_state ON consult_copy (state, due_at);

CREATE TABLE consult_return_check (
  request_id  INTEGER PRIMARY KEY REFERENCES consult_request (id),
  at          TEXT NOT NULL,
  by_name     TEXT NOT NULL,
  note        TEXT NOT NULL,
  differences INTEGER NOT NULL
) STRICT;

-- Paper on loan (借出).
CREATE TABLE loan (
  id            INTEGER PRIMARY KEY,
  number        TEXT NOT NULL UNIQUE,
  request_id    INTEGER NOT NULL REFERENCES consult_request (id),
  borrower      TEXT NOT NULL,
  borrower_unit TEXT NOT NULL,
  phone         TEXT NOT NULL,
  lent_at       TEXT NOT NULL,
  lent_by       TEXT NOT NULL,
  due_at        TEXT NOT NULL,
  returned_at   TEXT,
  returned_by   TEXT,
  differences   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX loan_of ON loan (request_id, id);
CREATE INDEX loan_out ON loan (due_at, id) WHERE returned_at IS NULL;

CREATE TABLE loan_item (
  loan_id    INTEGER NOT NULL REFERENCES loan (id),
  item_id    INTEGER NOT NULL REFERENCES item (id),
  pages_out  INTEGER NOT NULL,
  pages_back INTEGER,
  note       TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (loan_id, item_id)
) STRICT, WITHOUT ROWID;
-- One sheet of paper is in one hand.
CREATE UNIQUE INDEX loan_item_once ON loan_item (item_id) WHERE pages_back IS NULL;

CREATE TABLE loan_renewal (
  id         INTEGER PRIMARY KEY,
  loan_id    INTEGER NOT NULL REFERENCES loan (id),
  reason     TEXT NOT NULL,
  until      TEXT NOT NULL,
  asked_by   INTEGER NOT NULL REFERENCES account (id),
  asked_at   TEXT NOT NULL,
  state      TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'approved', 'rejected')),
  decided_by INTEGER REFERENCES account (id),
  decided_at TEXT,
  CHECK (decided_by IS NULL OR decided_by <> asked_by)
) STRICT;
CREATE UNIQUE INDEX loan_renewal_open ON loan_renewal (loan_id) WHERE state = 'asked';

CREATE TABLE consult_chase (
  id        INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL CHECK (kind IN ('return-check', 'loan', 'copy')),
  target_id INTEGER NOT NULL,
  note      TEXT NOT NULL,
  by_name   TEXT NOT NULL,
  at        TEXT NOT NULL
) STRICT;
CREATE INDEX consult_chase_of ON consult_chase (kind, target_id, id);
