-- 处理处分 with the paper each stands on; how long each weighs is computed from the rules in force.
CREATE TABLE measure (
  id              INTEGER PRIMARY KEY,
  file_id         INTEGER NOT NULL REFERENCES cadre_file (id),
  item_id         INTEGER NOT NULL REFERENCES item (id),
  kind            TEXT NOT NULL,
  decided_on      TEXT NOT NULL DEFAULT '',
  organ           TEXT NOT NULL DEFAULT '',
  document_number TEXT NOT NULL DEFAULT '',
  note            TEXT NOT NULL DEFAULT '',
  until_by_hand   TEXT NOT NULL DEFAULT '',
  override_reason TEXT NOT NULL DEFAULT '',
  recorded_by     TEXT NOT NULL,
  recorded_at     TEXT NOT NULL,
  withdrawn       TEXT
) STRICT;
CREATE INDEX measure_of ON measure (file_id, id);
CREATE INDEX measure_by_item ON measure (item_id);

CREATE TABLE warning_rules (
  version    INTEGER PRIMARY KEY,
  body       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT;

-- One row per rule, file and key for ever: a closed one opens again only when its facts are others.
CREATE TABLE warning (
  id           INTEGER PRIMARY KEY,
  rule         TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  file_id      INTEGER NOT NULL REFERENCES cadre_file (id),
  key          TEXT NOT NULL,
  level        TEXT NOT NULL CHECK (level IN ('low', 'middle', 'high')),
  level_rank   INTEGER NOT NULL,
  text         TEXT NOT NULL,
  -- JSON of labels and values.
  facts        TEXT NOT NULL,
  fingerprint  TEXT NOT NULL,
  secrecy_rank INTEGER NOT NULL CHECK (secrecy_rank BETWEEN 0 AND 3),
  since        TEXT NOT NULL,
  scan         INTEGER NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('open', 'proposed', 'closed', 'lapsed')),
  assignee     INTEGER REFERENCES account (id),
  outcome      TEXT CHECK (outcome IN ('verified', 'excluded', 'mended')),
  reason       TEXT NOT NULL DEFAULT '',
  proposed_by  INTEGER REFERENCES account (id),
  UNIQUE (file_id, rule, key)
) STRICT;
CREATE INDEX warning_by_since ON warning (state, since, id);
CREATE INDEX warning_by_level ON warning (state, level_rank, id);
CREATE INDEX warning_by_rule ON warning (rule, state, id);
CREATE TABLE warning_evidence (
  warning_id INTEGER NOT NULL REFERENCES warning (id),
  item_id    INTEGER NOT NULL REFERENCES item (id),
  PRIMARY KEY (warning_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX warning_evidence_of ON warning_evidence (item_id);
CREATE TABLE warning_act (
  id         INTEGER PRIMARY KEY,
  warning_id INTEGER NOT NULL REFERENCES warning (id),
  at         TEXT NOT NULL,
  by_name    TEXT NOT NULL,
  act        TEXT NOT NULL,
  note       TEXT NOT NULL
) STRICT;
CREATE INDEX warning_act_of ON warning_act (warning_id, id);
