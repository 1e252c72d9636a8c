-- 检索, anew: filters and clearance are tokens of the index, which lies in the order of the dates (search/texts.ts).
DROP TABLE search_index;
DROP TABLE search_text;

-- What is searched of an item, folded (search/fold.ts).
CREATE TABLE search_item (
  item_id         INTEGER PRIMARY KEY,
  -- Row of search_item_index: day of the item's date × 2^28 + item_id.
  docid           INTEGER NOT NULL,
  -- Goes up whenever what its pages' rows of the index hold of the item changes.
  edition         INTEGER NOT NULL,
  title           TEXT NOT NULL,
  names           TEXT NOT NULL,
  author          TEXT NOT NULL,
  document_number TEXT NOT NULL,
  supplier        TEXT NOT NULL,
  remarks         TEXT NOT NULL,
  codes           TEXT NOT NULL,
  tokens          TEXT NOT NULL
) STRICT;
-- No reference to page: a page that is taken off leaves the index a moment later, in the same transaction.
CREATE TABLE search_page (
  page_id      INTEGER PRIMARY KEY,
  item_id      INTEGER NOT NULL,
  docid        INTEGER NOT NULL,
  edition      INTEGER NOT NULL,
  secrecy_rank INTEGER NOT NULL,
  -- 1: has text and lies in an item that is not void.
  counted      INTEGER NOT NULL,
  text         TEXT NOT NULL
) STRICT;
CREATE INDEX search_page_of_item ON search_page (item_id);
CREATE INDEX search_page_counts ON search_page (counted, secrecy_rank);
CREATE VIRTUAL TABLE search_item_index USING fts5 (
  grams, content = '', contentless_delete = 1, detail = none, prefix = '1', tokenize = 'ascii'
);
CREATE VIRTUAL TABLE search_page_index USING fts5 (
  grams, content = '', contentless_delete = 1, detail = none, prefix = '1', tokenize = 'ascii'
);

-- What the index owes: `urgent` ones are settled before the transaction that made them ends, the others by the check.
CREATE TABLE search_stale (
  kind   TEXT NOT NULL CHECK (kind IN ('item', 'page')),
  id     INTEGER NOT NULL,
  urgent INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_stale_urgent ON search_stale (kind, id) WHERE urgent = 1;
INSERT INTO search_stale (kind, id, urgent) SELECT 'item', id, 0 FROM item;
INSERT INTO search_stale (kind, id, urgent) SELECT 'page', page_id, 0 FROM page_text;

CREATE TRIGGER search_of_new_item AFTER INSERT ON item
BEGIN
  INSERT INTO search_stale (kind, id, urgent) VALUES ('item', new.id, 1)
    ON CONFLICT (kind, id) DO UPDATE SET urgent = 1;
END;
CREATE TRIGGER search_of_changed_item AFTER UPDATE OF
  file_id, class_code, title, date_sort, author, document_number, source_kind, nature, supplier, secrecy_rank, retention,
  remarks, state, item_number, class_sequence, archival_code ON item
BEGIN
  INSERT INTO search_stale (kind, id, urgent) VALUES ('item', new.id, 1)
    ON CONFLICT (kind, id) DO UPDATE SET urgent = 1;
END;
CREATE TRIGGER search_of_renamed_person AFTER UPDATE OF name, former_name ON person
  WHEN old.name <> new.name OR old.former_name <> new.former_name
BEGIN
  INSERT INTO search_stale (kind, id, urgent)
    SELECT 'item', i.id, 1 FROM item i JOIN cadre_file f ON f.id = i.file_id WHERE f.person_id = new.id
    ON CONFLICT (kind, id) DO UPDATE SET urgent = 1;
END;
CREATE TRIGGER search_of_moved_page AFTER UPDATE OF item_id ON page WHEN old.item_id <> new.item_id
BEGIN
  INSERT INTO search_stale (kind, id, urgent) VALUES ('page', new.id, 1)
    ON CONFLICT (kind, id) DO UPDATE SET urgent = 1;
END;
CREATE TRIGGER search_of_new_text AFTER INSERT ON page_text
BEGIN
  INSERT INTO search_stale (kind, id, urgent) VALUES ('page', new.page_id, 1)
    ON CONFLICT (kind, id) DO UPDATE SET urgent = 1;
END;
CREATE TRIGGER search_of_other_text AFTER UPDATE OF text ON page_text
BEGIN
  INSERT INTO search_stale (kind, id, urgent) VALUES ('page', new.page_id, 1)
    ON CONFLICT (kind, id) DO UPDATE SET urgent = 1;
END;
CREATE TRIGGER search_of_removed_text AFTER DELETE ON page_text
BEGIN
  INSERT INTO search_stale (kind, id, urgent) VALUES ('page', old.page_id, 1)
    ON CONFLICT (kind, id) DO UPDATE SET urgent = 1;
END;

CREATE TABLE saved_search (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  position   INTEGER NOT NULL,
  name       TEXT NOT NULL,
  -- JSON of the contract's Query.
  query      TEXT NOT NULL,
  sort       TEXT NOT NULL,
  saved_at   TEXT NOT NULL
) STRICT;
CREATE INDEX saved_search_of ON saved_search (account_id, position, id);

-- Checks of the index, and of hit lists against a scan. Numbers of an index check are JSON, one for each secrecy rank.
CREATE TABLE search_check (
  id           INTEGER PRIMARY KEY,
  at           TEXT NOT NULL,
  account_id   INTEGER NOT NULL REFERENCES account (id),
  by_name      TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('hits', 'index')),
  words        TEXT NOT NULL,
  texts        TEXT NOT NULL,
  found        TEXT NOT NULL,
  missing      TEXT NOT NULL,
  extra        TEXT NOT NULL,
  repaired     TEXT NOT NULL,
  milliseconds INTEGER NOT NULL
) STRICT;
CREATE INDEX search_check_of ON search_check (kind, account_id, id);
