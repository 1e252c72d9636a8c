-- 个人有关事项报告, captured field by field. A later version supersedes an earlier one of the same year and kind; none is changed.
CREATE TABLE declaration (
  id           INTEGER PRIMARY KEY,
  file_id      INTEGER NOT NULL REFERENCES cadre_file (id),
  year         INTEGER NOT NULL CHECK (year BETWEEN 1995 AND 2200),
  -- 年度报告, 变更报告, 查核结果.
  kind         TEXT NOT NULL CHECK (kind IN ('annual', 'change', 'check')),
  version      INTEGER NOT NULL,
  -- The scan it was captured from; NULL where it came as a sheet.
  item_id      INTEGER REFERENCES item (id),
  -- Of the class of such reports when captured; the item's own counts too.
  secrecy_rank INTEGER NOT NULL CHECK (secrecy_rank BETWEEN 0 AND 3),
  filled_on    TEXT NOT NULL DEFAULT '',
  note         TEXT NOT NULL DEFAULT '',
  captured_by  TEXT NOT NULL,
  captured_at  TEXT NOT NULL,
  UNIQUE (file_id, year, kind, version)
) STRICT;
CREATE INDEX declaration_of ON declaration (file_id, year, id);

CREATE TABLE declaration_row (
  declaration_id INTEGER NOT NULL REFERENCES declaration (id),
  position       INTEGER NOT NULL,
  item           TEXT NOT NULL,
  -- JSON: field → words.
  body           TEXT NOT NULL,
  PRIMARY KEY (declaration_id, position)
) STRICT, WITHOUT ROWID;

-- 认定: what the office found of a difference; until then it is only 疑似.
CREATE TABLE declaration_finding (
  id          INTEGER PRIMARY KEY,
  declared_id INTEGER NOT NULL REFERENCES declaration (id),
  checked_id  INTEGER NOT NULL REFERENCES declaration (id),
  item        TEXT NOT NULL,
  row_key     TEXT NOT NULL,
  finding     TEXT NOT NULL CHECK (finding IN ('truthful', 'omitted', 'concealed')),
  basis       TEXT NOT NULL,
  note        TEXT NOT NULL DEFAULT '',
  found_by    TEXT NOT NULL,
  found_at    TEXT NOT NULL
) STRICT;
CREATE INDEX declaration_finding_of ON declaration_finding (checked_id, declared_id, id);
CREATE TRIGGER declaration_kept BEFORE DELETE ON declaration
BEGIN SELECT RAISE(ABORT, 'declarations are superseded, never deleted'); END;
