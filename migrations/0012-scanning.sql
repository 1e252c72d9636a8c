CREATE TABLE scan_profile (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL UNIQUE,
  body     TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;

-- Every side that came off the glass or out of a watched folder, in the order it came; where it went stands beside it.
CREATE TABLE fed_page (
  id        INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES scan_import (id),
  sequence  INTEGER NOT NULL,
  -- Payload of a 分件页; empty: a page of material.
  separator TEXT NOT NULL DEFAULT '',
  page_id   INTEGER REFERENCES page (id),
  tray_id   INTEGER REFERENCES tray_entry (id),
  at        TEXT NOT NULL,
  UNIQUE (import_id, sequence),
  CHECK (page_id IS NOT NULL OR tray_id IS NOT NULL)
) STRICT;
CREATE INDEX fed_page_by_page ON fed_page (page_id);
CREATE INDEX fed_page_by_tray ON fed_page (tray_id);
-- How an import came to be: folder, scanner, watched folder.
ALTER TABLE scan_import ADD COLUMN origin TEXT NOT NULL DEFAULT 'folder' CHECK (origin IN ('folder', 'scanner', 'watch'));
