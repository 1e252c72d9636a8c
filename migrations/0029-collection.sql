-- 收集: who supplies what, what is asked of them, hand-over lists with both sides, task files on a stick.

CREATE TABLE supplier_department (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL UNIQUE,
  contact TEXT NOT NULL,
  phone   TEXT NOT NULL,
  note    TEXT NOT NULL,
  active  INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE department_class (
  department_id INTEGER NOT NULL REFERENCES supplier_department (id),
  class_code    TEXT NOT NULL,
  PRIMARY KEY (department_id, class_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE collection_task (
  id            INTEGER PRIMARY KEY,
  department_id INTEGER NOT NULL REFERENCES supplier_department (id),
  file_id       INTEGER NOT NULL REFERENCES cadre_file (id),
  class_code    TEXT NOT NULL,
  -- Year, day or words that tell this request from others of its class.
  period        TEXT NOT NULL,
  wanted        TEXT NOT NULL,
  due_on        TEXT NOT NULL,
  -- Of its class when it was asked for.
  secrecy_rank  INTEGER NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('open', 'asked', 'handed-over', 'received', 'returned', 'not-applicable')),
  reason        TEXT NOT NULL DEFAULT '',
  item_id       INTEGER REFERENCES item (id),
  times_asked   INTEGER NOT NULL DEFAULT 0,
  asked_at      TEXT,
  created_at    TEXT NOT NULL,
  created_by    TEXT NOT NULL,
  -- Nothing is asked for twice.
  UNIQUE (file_id, class_code, period)
) STRICT;
CREATE INDEX collection_task_by_department ON collection_task (department_id, state, due_on, id);
CREATE INDEX collection_task_by_state ON collection_task (state, due_on, id);
CREATE INDEX collection_task_by_item ON collection_task (item_id);

CREATE TABLE collection_event (
  id      INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES collection_task (id),
  at      TEXT NOT NULL,
  by_name TEXT NOT NULL,
  text    TEXT NOT NULL
) STRICT;
CREATE INDEX collection_event_of ON collection_event (task_id, id);

-- A task counts as received only while its item stands: a withdrawn item opens it again, a restored one closes it.
CREATE TRIGGER collection_task_reopened AFTER UPDATE OF state ON item
WHEN NEW.state = 'void' AND OLD.state <> 'void'
BEGIN
  UPDATE collection_task SET state = 'asked' WHERE item_id = NEW.id AND state = 'received';
END;
CREATE TRIGGER collection_task_closed_again AFTER UPDATE OF state ON item
WHEN OLD.state = 'void' AND NEW.state <> 'void'
BEGIN
  UPDATE collection_task SET state = 'received' WHERE item_id = NEW.id AND state = 'asked';
END;

CREATE TABLE task_file (
  id            INTEGER PRIMARY KEY,
  department_id INTEGER NOT NULL REFERENCES supplier_department (id),
  made_at       TEXT NOT NULL,
  made_by       TEXT NOT NULL
) STRICT;

CREATE TABLE handover (
  id            INTEGER PRIMARY KEY,
  number        TEXT NOT NULL UNIQUE,
  department_id INTEGER NOT NULL REFERENCES supplier_department (id),
  hander        TEXT NOT NULL,
  handed_on     TEXT NOT NULL,
  -- Digest of the task file that it came with; one file makes one list.
  sheet_sha256  TEXT UNIQUE,
  created_at    TEXT NOT NULL,
  created_by    TEXT NOT NULL,
  received_at   TEXT,
  received_by   TEXT
) STRICT;

CREATE TABLE handover_row (
  id           INTEGER PRIMARY KEY,
  handover_id  INTEGER NOT NULL REFERENCES handover (id),
  position     INTEGER NOT NULL,
  task_id      INTEGER REFERENCES collection_task (id),
  file_id      INTEGER NOT NULL REFERENCES cadre_file (id),
  class_code   TEXT NOT NULL,
  secrecy_rank INTEGER NOT NULL,
  title        TEXT NOT NULL,
  date         TEXT NOT NULL,
  pages        INTEGER NOT NULL,
  copies       INTEGER NOT NULL,
  originality  TEXT NOT NULL CHECK (originality IN ('original', 'copy')),
  remarks      TEXT NOT NULL,
  verdict      TEXT NOT NULL DEFAULT 'pending' CHECK (verdict IN ('pending', 'accepted', 'returned')),
  reason       TEXT NOT NULL DEFAULT '',
  decided_at   TEXT,
  decided_by   TEXT,
  item_id      INTEGER REFERENCES item (id),
  UNIQUE (handover_id, position)
) STRICT;
CREATE INDEX handover_row_by_day ON handover_row (decided_at, id);
CREATE INDEX handover_row_of_task ON handover_row (task_id);

-- 互见: the paper lies in the cadre's personnel file.
CREATE TABLE item_elsewhere (
  item_id   INTEGER PRIMARY KEY REFERENCES item (id),
  holder    TEXT NOT NULL,
  reference TEXT NOT NULL,
  form      TEXT NOT NULL CHECK (form IN ('original', 'copy')),
  noted_at  TEXT NOT NULL,
  noted_by  TEXT NOT NULL
) STRICT;

-- Running numbers of notices and hand-over lists; none is given twice.
CREATE TABLE collection_number (
  series TEXT NOT NULL,
  year   TEXT NOT NULL,
  last   INTEGER NOT NULL,
  PRIMARY KEY (series, year)
) STRICT, WITHOUT ROWID;
