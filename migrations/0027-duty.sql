-- 立档与应收: saved sets of rules, and the one draft that is being worked on.
CREATE TABLE duty_rules (
  version    INTEGER PRIMARY KEY,
  body       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT;

CREATE TABLE duty_draft (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  from_version INTEGER NOT NULL,
  body         TEXT NOT NULL,
  saved_at     TEXT NOT NULL,
  saved_by     TEXT NOT NULL
) STRICT;
