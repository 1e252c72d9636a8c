-- A row of the index bears the id of its item or page, and its month as a token: rows in the order of the dates made the
-- index five times as large. What is written at its last step only (texts and tokens) is enough to know what a row holds.
DROP TABLE search_item_index;
DROP TABLE search_page_index;
DROP TABLE search_item;
DROP TABLE search_page;

-- What is searched of an item, folded (search/fold.ts).
CREATE TABLE search_item (
  item_id         INTEGER PRIMARY KEY,
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

INSERT INTO search_stale (kind, id, urgent) SELECT 'item', id, 0 FROM item WHERE true
  ON CONFLICT (kind, id) DO NOTHING;
INSERT INTO search_stale (kind, id, urgent) SELECT 'page', page_id, 0 FROM page_text WHERE true
  ON CONFLICT (kind, id) DO NOTHING;

-- Counts of the completeness strip, each out of an index.
CREATE INDEX item_counts ON item (secrecy_rank, state);
CREATE INDEX page_blank ON page (item_id) WHERE blank = 1;
