-- 库房: rooms hold cabinets, cabinets shelves, shelves boxes; what is no longer used is retired, never deleted.
CREATE TABLE shelf_place (
  id        INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES shelf_place (id),
  kind      TEXT NOT NULL CHECK (kind IN ('room', 'cabinet', 'shelf', 'box')),
  name      TEXT NOT NULL,
  -- How many cabinets, shelves, boxes or volumes it takes; 0: not said.
  capacity  INTEGER NOT NULL DEFAULT 0,
  retired_at TEXT,
  CHECK ((kind = 'room') = (parent_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX shelf_place_once ON shelf_place (coalesce(parent_id, 0), name) WHERE retired_at IS NULL;
CREATE INDEX shelf_place_in ON shelf_place (parent_id, id);

-- The box in which a volume stands now.
CREATE TABLE volume_place (
  file_id  INTEGER PRIMARY KEY REFERENCES cadre_file (id),
  place_id INTEGER NOT NULL REFERENCES shelf_place (id)
) STRICT;
CREATE INDEX volume_place_in ON volume_place (place_id, file_id);

-- 移库: every change of place, of a volume or of a box; the slip bears the number of its first line.
CREATE TABLE shelf_move (
  id         INTEGER PRIMARY KEY,
  slip       INTEGER NOT NULL,
  file_id    INTEGER REFERENCES cadre_file (id),
  place_id   INTEGER REFERENCES shelf_place (id),
  from_words TEXT NOT NULL,
  to_words   TEXT NOT NULL,
  reason     TEXT NOT NULL,
  by_name    TEXT NOT NULL,
  at         TEXT NOT NULL,
  CHECK ((file_id IS NULL) <> (place_id IS NULL))
) STRICT;
CREATE INDEX shelf_move_of_file ON shelf_move (file_id, id);
CREATE INDEX shelf_move_of_slip ON shelf_move (slip, id);
CREATE TRIGGER shelf_move_kept BEFORE DELETE ON shelf_move
BEGIN SELECT RAISE(ABORT, 'the history of places is kept'); END;

-- 盘点
CREATE TABLE inventory (
  id          INTEGER PRIMARY KEY,
  place_id    INTEGER NOT NULL REFERENCES shelf_place (id),
  state       TEXT NOT NULL CHECK (state IN ('open', 'paused', 'finished')),
  -- Where the person with the scanner stands.
  standing_id INTEGER REFERENCES shelf_place (id),
  started_by  TEXT NOT NULL,
  started_at  TEXT NOT NULL,
  finished_by TEXT,
  finished_at TEXT
) STRICT;
CREATE UNIQUE INDEX inventory_once ON inventory (place_id) WHERE state <> 'finished';
CREATE TABLE inventory_seen (
  inventory_id INTEGER NOT NULL REFERENCES inventory (id),
  file_id      INTEGER NOT NULL REFERENCES cadre_file (id),
  place_id     INTEGER NOT NULL REFERENCES shelf_place (id),
  pages        INTEGER,
  by_name      TEXT NOT NULL,
  at           TEXT NOT NULL,
  PRIMARY KEY (inventory_id, file_id)
) STRICT, WITHOUT ROWID;
-- What stood there and the archive does not know.
CREATE TABLE inventory_stranger (
  inventory_id INTEGER NOT NULL REFERENCES inventory (id),
  label        TEXT NOT NULL,
  place_id     INTEGER NOT NULL REFERENCES shelf_place (id),
  by_name      TEXT NOT NULL,
  at           TEXT NOT NULL,
  PRIMARY KEY (inventory_id, label)
) STRICT, WITHOUT ROWID;
CREATE TABLE inventory_difference (
  id           INTEGER PRIMARY KEY,
  inventory_id INTEGER NOT NULL REFERENCES inventory (id),
  kind         TEXT NOT NULL CHECK (kind IN ('missing', 'stranger', 'pages', 'place')),
  file_id      INTEGER REFERENCES cadre_file (id),
  label        TEXT NOT NULL,
  expected     TEXT NOT NULL,
  found        TEXT NOT NULL,
  -- A page count tells of every item of the volume: it is shown from the level of the highest.
  secrecy_rank INTEGER NOT NULL,
  reason       TEXT NOT NULL DEFAULT '',
  settled_by   TEXT,
  settled_at   TEXT
) STRICT;
CREATE INDEX inventory_difference_of ON inventory_difference (inventory_id, id);
