-- The archive's tables. Every sortable column has an index ending in id (design section 7); dates are text with
-- their precision and a sort key beside them; nothing is ever deleted from item, audit or a register.

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Accounts. Passwords and keys live in keyring.json; here is what a signed-in program needs to know.
CREATE TABLE account (
  id                   INTEGER PRIMARY KEY,
  slot                 TEXT NOT NULL UNIQUE,
  login                TEXT NOT NULL UNIQUE,
  name                 TEXT NOT NULL,
  state                TEXT NOT NULL CHECK (state IN ('waiting', 'active', 'disabled')),
  clearance            TEXT NOT NULL CHECK (clearance IN ('internal', 'secret', 'confidential', 'top-secret')),
  must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
  failures             INTEGER NOT NULL DEFAULT 0,
  locked_at            TEXT,
  last_sign_in_at      TEXT,
  created_at           TEXT NOT NULL,
  created_by           INTEGER REFERENCES account (id)
) STRICT;

CREATE TABLE account_role (
  account_id INTEGER NOT NULL REFERENCES account (id),
  role       TEXT NOT NULL,
  granted_at TEXT NOT NULL,
  granted_by INTEGER REFERENCES account (id),
  PRIMARY KEY (account_id, role)
) STRICT, WITHOUT ROWID;

-- Audit chain: each row carries the hash of the one before. Append-only by trigger.
CREATE TABLE audit_event (
  id        INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,
  account   TEXT NOT NULL,
  roles     TEXT NOT NULL,
  machine   TEXT NOT NULL,
  origin    TEXT NOT NULL,
  event     TEXT NOT NULL,
  subject   TEXT NOT NULL,
  result    TEXT NOT NULL CHECK (result IN ('ok', 'refused', 'failed')),
  detail    TEXT NOT NULL,
  prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
  hash      BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_event_by_event ON audit_event (event, id);
CREATE INDEX audit_event_by_account ON audit_event (account, id);
CREATE INDEX audit_event_by_result ON audit_event (result, id);
CREATE INDEX audit_event_by_at ON audit_event (at, id);
CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit events cannot be changed'); END;
CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit events cannot be deleted'); END;

-- People.
CREATE TABLE person (
  id               INTEGER PRIMARY KEY,
  name             TEXT NOT NULL,
  name_folded      TEXT NOT NULL,
  pinyin           TEXT NOT NULL,
  initials         TEXT NOT NULL,
  former_name      TEXT NOT NULL DEFAULT '',
  sex              TEXT NOT NULL DEFAULT '',
  ethnicity        TEXT NOT NULL DEFAULT '',
  birth_date       TEXT NOT NULL DEFAULT '',
  id_number        TEXT NOT NULL DEFAULT '',
  id_number_reason TEXT NOT NULL DEFAULT '',
  political_status TEXT NOT NULL DEFAULT '',
  party_date       TEXT NOT NULL DEFAULT '',
  work_date        TEXT NOT NULL DEFAULT '',
  rank             TEXT NOT NULL DEFAULT '',
  unit             TEXT NOT NULL DEFAULT '',
  department       TEXT NOT NULL DEFAULT '',
  leading_group    TEXT NOT NULL DEFAULT '',
  staff_number     TEXT NOT NULL DEFAULT '',
  sort_order       INTEGER NOT NULL DEFAULT 0,
  remarks          TEXT NOT NULL DEFAULT '',
  revision         INTEGER NOT NULL DEFAULT 1,
  created_at       TEXT NOT NULL,
  -- Set when the import that brought the person was undone; the row stays as evidence.
  retracted_at     TEXT
) STRICT;
CREATE UNIQUE INDEX person_id_number ON person (id_number) WHERE id_number <> '' AND retracted_at IS NULL;
CREATE INDEX person_by_roster ON person (sort_order, id);
CREATE INDEX person_by_name ON person (pinyin, id);
CREATE INDEX person_by_unit ON person (unit, id);
CREATE INDEX person_by_rank ON person (rank, id);
CREATE INDEX person_by_birth ON person (birth_date, id);
CREATE INDEX person_by_group ON person (leading_group, id);
CREATE INDEX person_by_department ON person (department, id);
CREATE INDEX person_by_folded ON person (name_folded, id);

CREATE TABLE post (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  position  INTEGER NOT NULL,
  title     TEXT NOT NULL,
  UNIQUE (person_id, position)
) STRICT;

CREATE TABLE relative (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  relation  TEXT NOT NULL,
  name      TEXT NOT NULL,
  work      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX relative_of ON relative (person_id, id);

CREATE TABLE roster_import (
  id        INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL,
  sha256    TEXT NOT NULL,
  at        TEXT NOT NULL,
  by_name   TEXT NOT NULL,
  added     INTEGER NOT NULL,
  changed   INTEGER NOT NULL,
  same      INTEGER NOT NULL,
  refused   INTEGER NOT NULL,
  undone_at TEXT
) STRICT;

CREATE TABLE roster_change (
  import_id INTEGER NOT NULL REFERENCES roster_import (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  -- JSON of the person before; NULL where the import added them.
  before    TEXT,
  revision_after INTEGER NOT NULL,
  PRIMARY KEY (import_id, person_id)
) STRICT, WITHOUT ROWID;

-- One file (卷) per cadre, with its own key wrapped by the content key.
CREATE TABLE cadre_file (
  id            INTEGER PRIMARY KEY,
  person_id     INTEGER NOT NULL UNIQUE REFERENCES person (id),
  volume_number INTEGER NOT NULL UNIQUE,
  state         TEXT NOT NULL CHECK (state IN ('open', 'in-transfer', 'sealed')),
  key_id        INTEGER NOT NULL REFERENCES file_key (id),
  sealed_at     TEXT,
  sealed_reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- Keys of files, of the intake tray, of staged bundles and of the unit; wrapped by the content key.
CREATE TABLE file_key (
  id      INTEGER PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('cadre', 'tray', 'staging', 'unit')),
  label   TEXT NOT NULL UNIQUE,
  wrapped BLOB NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE blob (
  id         TEXT PRIMARY KEY,
  key_id     INTEGER NOT NULL REFERENCES file_key (id),
  size       INTEGER NOT NULL,
  sha256     BLOB NOT NULL CHECK (length(sha256) = 32),
  kind       TEXT NOT NULL CHECK (kind IN ('original', 'derivative', 'secret')),
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_by_hash ON blob (sha256, key_id);
CREATE INDEX blob_by_key ON blob (key_id);

CREATE TABLE class_scheme (
  version    INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  body       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT;

-- The catalogue. A number once given stays with its row for ever, also when the row is void.
CREATE TABLE item (
  id               INTEGER PRIMARY KEY,
  file_id          INTEGER NOT NULL REFERENCES cadre_file (id),
  class_code       TEXT NOT NULL,
  scheme_version   INTEGER NOT NULL REFERENCES class_scheme (version),
  -- Place among the items of its class while arranging.
  position         INTEGER NOT NULL,
  -- Sequence on the paper or in the folder names, by which repeated imports find the item again.
  import_sequence  INTEGER,
  title            TEXT NOT NULL,
  date             TEXT NOT NULL DEFAULT '',
  date_sort        TEXT NOT NULL DEFAULT '',
  author           TEXT NOT NULL DEFAULT '',
  document_number  TEXT NOT NULL DEFAULT '',
  source_kind      TEXT NOT NULL,
  nature           TEXT NOT NULL,
  supplier         TEXT NOT NULL DEFAULT '',
  originality      TEXT NOT NULL,
  signed           INTEGER NOT NULL DEFAULT 0,
  stamped          INTEGER NOT NULL DEFAULT 0,
  secrecy          TEXT NOT NULL,
  secrecy_rank     INTEGER NOT NULL CHECK (secrecy_rank BETWEEN 0 AND 3),
  secrecy_years    INTEGER NOT NULL DEFAULT 0,
  retention        TEXT NOT NULL CHECK (retention IN ('Y', 'D30', 'D10')),
  paper_pages      INTEGER,
  scanned_pages    INTEGER NOT NULL DEFAULT 0,
  remarks          TEXT NOT NULL DEFAULT '',
  state            TEXT NOT NULL CHECK (state IN ('draft', 'fixed', 'void')),
  item_number      INTEGER,
  class_sequence   INTEGER,
  archival_code    TEXT,
  number_style     TEXT,
  fixed_at         TEXT,
  void_reason      TEXT NOT NULL DEFAULT '',
  appraisal_state  TEXT NOT NULL DEFAULT 'pending'
                   CHECK (appraisal_state IN ('pending', 'proposed', 'confirmed', 'refused', 'supplement')),
  revision         INTEGER NOT NULL DEFAULT 1,
  changed_at       TEXT NOT NULL,
  created_at       TEXT NOT NULL,
  CHECK ((state = 'draft') = (item_number IS NULL) OR state = 'void')
) STRICT;
CREATE UNIQUE INDEX item_number_once ON item (file_id, item_number) WHERE item_number IS NOT NULL;
CREATE UNIQUE INDEX item_sequence_once ON item (file_id, class_code, class_sequence) WHERE class_sequence IS NOT NULL;
CREATE UNIQUE INDEX item_code_once ON item (archival_code) WHERE archival_code IS NOT NULL;
CREATE UNIQUE INDEX item_import_once ON item (file_id, class_code, import_sequence)
  WHERE import_sequence IS NOT NULL AND state <> 'void';
CREATE INDEX item_of_file ON item (file_id, class_code, position, id);
CREATE INDEX item_by_class ON item (class_code, id);
CREATE INDEX item_by_title ON item (title, id);
CREATE INDEX item_by_date ON item (date_sort, id);
CREATE INDEX item_by_state ON item (state, id);
CREATE INDEX item_by_changed ON item (changed_at, id);
CREATE INDEX item_by_code ON item (archival_code, id);
CREATE INDEX item_by_appraisal ON item (appraisal_state, id);
CREATE TRIGGER item_kept BEFORE DELETE ON item
BEGIN SELECT RAISE(ABORT, 'items are voided, never deleted'); END;

-- One imported file: the original as it came.
CREATE TABLE scan (
  id          INTEGER PRIMARY KEY,
  blob_id     TEXT NOT NULL REFERENCES blob (id),
  import_id   INTEGER REFERENCES scan_import (id),
  file_name   TEXT NOT NULL,
  media_type  TEXT NOT NULL,
  image_set   TEXT NOT NULL CHECK (image_set IN ('original', 'optimised')),
  page_count  INTEGER NOT NULL,
  created_at  TEXT NOT NULL
) STRICT;
CREATE INDEX scan_by_blob ON scan (blob_id);

CREATE TABLE page (
  id           INTEGER PRIMARY KEY,
  item_id      INTEGER NOT NULL REFERENCES item (id),
  position     INTEGER NOT NULL,
  scan_id      INTEGER NOT NULL REFERENCES scan (id),
  page_index   INTEGER NOT NULL,
  width        INTEGER NOT NULL,
  height       INTEGER NOT NULL,
  dpi          INTEGER,
  blank        INTEGER NOT NULL DEFAULT 0,
  damaged      INTEGER NOT NULL DEFAULT 0,
  display_blob TEXT REFERENCES blob (id),
  UNIQUE (item_id, position)
) STRICT;
CREATE INDEX page_by_scan ON page (scan_id);

CREATE TABLE page_text (
  page_id INTEGER PRIMARY KEY REFERENCES page (id),
  text    TEXT NOT NULL,
  -- typed: a transcript that came with the scans; machine: OCR, to be shown as machine-read.
  source  TEXT NOT NULL CHECK (source IN ('typed', 'machine')),
  at      TEXT NOT NULL
) STRICT;

CREATE TABLE scan_import (
  id            INTEGER PRIMARY KEY,
  label         TEXT NOT NULL,
  at            TEXT NOT NULL,
  by_name       TEXT NOT NULL,
  files         INTEGER NOT NULL DEFAULT 0,
  pages_added   INTEGER NOT NULL DEFAULT 0,
  already_there INTEGER NOT NULL DEFAULT 0,
  to_tray       INTEGER NOT NULL DEFAULT 0,
  ignored       INTEGER NOT NULL DEFAULT 0,
  state         TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'interrupted', 'failed'))
) STRICT;

CREATE TABLE tray_entry (
  id            INTEGER PRIMARY KEY,
  import_id     INTEGER NOT NULL REFERENCES scan_import (id),
  relative_path TEXT NOT NULL,
  size          INTEGER NOT NULL,
  sha256        BLOB NOT NULL,
  reason        TEXT NOT NULL,
  message       TEXT NOT NULL,
  blob_id       TEXT REFERENCES blob (id),
  media_type    TEXT NOT NULL DEFAULT '',
  file_id       INTEGER REFERENCES cadre_file (id),
  person_name   TEXT NOT NULL DEFAULT '',
  class_code    TEXT NOT NULL DEFAULT '',
  sequence      INTEGER,
  page          INTEGER,
  image_set     TEXT NOT NULL DEFAULT 'original',
  state         TEXT NOT NULL CHECK (state IN ('waiting', 'placed', 'dismissed')),
  note          TEXT NOT NULL DEFAULT '',
  created_at    TEXT NOT NULL,
  UNIQUE (relative_path, sha256, reason)
) STRICT;
CREATE INDEX tray_by_state ON tray_entry (state, id);
CREATE INDEX tray_by_file ON tray_entry (file_id, state);

CREATE TABLE gate_acceptance (
  key     TEXT PRIMARY KEY,
  reason  TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE appraisal (
  id            INTEGER PRIMARY KEY,
  item_id       INTEGER NOT NULL REFERENCES item (id),
  opinion       TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'rejected')),
  proposed_by   INTEGER NOT NULL REFERENCES account (id),
  proposed_at   TEXT NOT NULL,
  decided_by    INTEGER REFERENCES account (id),
  decided_at    TEXT,
  decision_note TEXT NOT NULL DEFAULT '',
  CHECK (decided_by IS NULL OR decided_by <> proposed_by)
) STRICT;
CREATE INDEX appraisal_of_item ON appraisal (item_id, id);
CREATE UNIQUE INDEX appraisal_one_open ON appraisal (item_id) WHERE state = 'proposed';

CREATE TABLE rearrangement (
  id          INTEGER PRIMARY KEY,
  file_id     INTEGER NOT NULL REFERENCES cadre_file (id),
  reason      TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected')),
  proposed_by INTEGER NOT NULL REFERENCES account (id),
  proposed_at TEXT NOT NULL,
  decided_by  INTEGER REFERENCES account (id),
  decided_at  TEXT,
  note        TEXT NOT NULL DEFAULT '',
  changes     TEXT NOT NULL,
  CHECK (decided_by IS NULL OR decided_by <> proposed_by)
) STRICT;
CREATE UNIQUE INDEX rearrangement_one_open ON rearrangement (file_id) WHERE state = 'proposed';

-- Numbers that a re-arrangement took away: never given again (design section 9).
CREATE TABLE retired_number (
  archival_code TEXT PRIMARY KEY,
  item_id       INTEGER NOT NULL REFERENCES item (id),
  at            TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- 备考表: what happened to a volume, line by line.
CREATE TABLE volume_note (
  id      INTEGER PRIMARY KEY,
  file_id INTEGER NOT NULL REFERENCES cadre_file (id),
  at      TEXT NOT NULL,
  by_name TEXT NOT NULL,
  text    TEXT NOT NULL
) STRICT;
CREATE INDEX volume_note_of ON volume_note (file_id, id);

-- Undo of the day: each act with both sides.
CREATE TABLE catalogue_act (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  at         TEXT NOT NULL,
  label      TEXT NOT NULL,
  item_id    INTEGER NOT NULL REFERENCES item (id),
  before     TEXT NOT NULL,
  after      TEXT NOT NULL,
  undone     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX catalogue_act_of ON catalogue_act (account_id, undone, id);

CREATE TABLE draft (
  account_id INTEGER NOT NULL REFERENCES account (id),
  place      TEXT NOT NULL,
  body       TEXT NOT NULL,
  saved_at   TEXT NOT NULL,
  PRIMARY KEY (account_id, place)
) STRICT, WITHOUT ROWID;

-- Search: one row per searchable text; the index holds character bigrams made in our code (design section 10).
CREATE TABLE search_text (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('item', 'page')),
  item_id      INTEGER NOT NULL REFERENCES item (id),
  page_id      INTEGER REFERENCES page (id),
  secrecy_rank INTEGER NOT NULL,
  text         TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX search_text_page ON search_text (page_id) WHERE page_id IS NOT NULL;
CREATE UNIQUE INDEX search_text_item ON search_text (item_id) WHERE kind = 'item';
CREATE INDEX search_text_of_item ON search_text (item_id);
CREATE VIRTUAL TABLE search_index USING fts5 (
  grams, content = '', contentless_delete = 1, detail = none, prefix = '1', tokenize = 'ascii'
);

-- Other units, by their key cards.
CREATE TABLE partner (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  fonds_code   TEXT NOT NULL,
  unit_id      TEXT NOT NULL UNIQUE,
  fingerprint  TEXT NOT NULL UNIQUE,
  card         TEXT NOT NULL,
  added_by     INTEGER NOT NULL REFERENCES account (id),
  added_at     TEXT NOT NULL,
  confirmed_by INTEGER REFERENCES account (id),
  confirmed_at TEXT,
  CHECK (confirmed_by IS NULL OR confirmed_by <> added_by)
) STRICT;

CREATE TABLE transfer_case (
  id          INTEGER PRIMARY KEY,
  direction   TEXT NOT NULL CHECK (direction IN ('out', 'in')),
  bundle_id   TEXT NOT NULL,
  sequence    INTEGER NOT NULL,
  slip_number TEXT NOT NULL,
  partner_id  INTEGER NOT NULL REFERENCES partner (id),
  file_id     INTEGER REFERENCES cadre_file (id),
  person_name TEXT NOT NULL,
  reason      TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('sealed', 'receipted', 'returned', 'staged', 'accepted', 'refused')),
  items       INTEGER NOT NULL,
  pages       INTEGER NOT NULL,
  size        INTEGER NOT NULL,
  sha256      TEXT NOT NULL,
  body        TEXT NOT NULL,
  key_id      INTEGER REFERENCES file_key (id),
  receipt     TEXT,
  created_at  TEXT NOT NULL,
  created_by  TEXT NOT NULL,
  closed_at   TEXT,
  UNIQUE (direction, bundle_id),
  UNIQUE (direction, partner_id, sequence)
) STRICT;
CREATE UNIQUE INDEX transfer_one_out ON transfer_case (file_id) WHERE direction = 'out' AND state = 'sealed';

-- What was staged from a received bundle: manifest path → encrypted blob.
CREATE TABLE staged_entry (
  case_id INTEGER NOT NULL REFERENCES transfer_case (id),
  path    TEXT NOT NULL,
  blob_id TEXT NOT NULL REFERENCES blob (id),
  PRIMARY KEY (case_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  label      TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  state      TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  done       INTEGER NOT NULL DEFAULT 0,
  total      INTEGER NOT NULL DEFAULT 0,
  message    TEXT NOT NULL DEFAULT '',
  result     TEXT NOT NULL DEFAULT '{}',
  started_at TEXT NOT NULL,
  ended_at   TEXT
) STRICT;

CREATE TABLE backup_run (
  id       INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  by_name  TEXT NOT NULL,
  place    TEXT NOT NULL,
  blobs    INTEGER NOT NULL,
  copied   INTEGER NOT NULL,
  bytes    INTEGER NOT NULL,
  verified INTEGER NOT NULL
) STRICT;

CREATE TABLE verify_run (
  id       INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  by_name  TEXT NOT NULL,
  clean    INTEGER NOT NULL,
  findings TEXT NOT NULL
) STRICT;
