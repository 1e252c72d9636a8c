-- 今日操作: what was done at the desk with both sides, part by part; taken back and done again from here.
CREATE TABLE desk_act (
  id           INTEGER PRIMARY KEY,
  account_id   INTEGER NOT NULL REFERENCES account (id),
  at           TEXT NOT NULL,
  kind         TEXT NOT NULL,
  label        TEXT NOT NULL,
  undone_at    TEXT,
  -- The account's newest act when this one was undone: the redo key does it again as long as none came after.
  undone_after INTEGER
) STRICT;
CREATE INDEX desk_act_of ON desk_act (account_id, at, id);
CREATE TABLE desk_act_part (
  act_id   INTEGER NOT NULL REFERENCES desk_act (id),
  position INTEGER NOT NULL,
  item_id  INTEGER NOT NULL REFERENCES item (id),
  before   TEXT NOT NULL,
  after    TEXT NOT NULL,
  PRIMARY KEY (act_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_act_part_of_item ON desk_act_part (item_id);

INSERT INTO desk_act (id, account_id, at, kind, label, undone_at, undone_after)
  SELECT id, account_id, at, 'edit', label, CASE undone WHEN 1 THEN at END,
    CASE undone WHEN 1 THEN (SELECT max(n.id) FROM catalogue_act n WHERE n.account_id = a.account_id) END
  FROM catalogue_act a;
INSERT INTO desk_act_part (act_id, position, item_id, before, after)
  SELECT id, 0, item_id, before, after FROM catalogue_act;
DROP TABLE catalogue_act;

-- 著录模板: what a new item of a class begins with; an office's own words for the desk, not the class scheme.
CREATE TABLE item_template (
  class_code TEXT PRIMARY KEY,
  body       TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- 快捷键: what differs from the program's own keys. Holder 0: everybody; otherwise the account of that id.
CREATE TABLE keymap (
  holder     INTEGER PRIMARY KEY,
  body       TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;

-- 全部材料: every column that can be sorted by.
CREATE INDEX item_by_author ON item (author, id);
CREATE INDEX item_by_number ON item (document_number, id);
CREATE INDEX item_by_retention ON item (retention, id);
CREATE INDEX item_by_mark ON item (secrecy_rank, secrecy_years, id);
CREATE INDEX item_by_paper ON item (paper_pages, id);
CREATE INDEX item_by_scans ON item (scanned_pages, id);
CREATE INDEX item_by_supplier ON item (supplier, id);
-- Duplicates in one volume are looked for while somebody types.
CREATE INDEX item_title_in_file ON item (file_id, title);
CREATE INDEX item_number_in_file ON item (file_id, document_number);
