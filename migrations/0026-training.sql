-- 宣传教育: plans, sessions with who was there, what was to be read and who has read it; filed per cadre under class 0508.

CREATE TABLE training_plan (
  id         INTEGER PRIMARY KEY,
  year       TEXT NOT NULL,
  title      TEXT NOT NULL,
  aim        TEXT NOT NULL,
  -- Hours that everybody invited should have in the year; 0: none set.
  hours      REAL NOT NULL,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (year, title)
) STRICT;

CREATE TABLE training_session (
  id          INTEGER PRIMARY KEY,
  plan_id     INTEGER REFERENCES training_plan (id),
  title       TEXT NOT NULL,
  form        TEXT NOT NULL CHECK (form IN ('lecture', 'case', 'visit', 'exam', 'study', 'other')),
  held_on     TEXT NOT NULL,
  place       TEXT NOT NULL,
  speaker     TEXT NOT NULL,
  hours       REAL NOT NULL,
  summary     TEXT NOT NULL,
  revision    INTEGER NOT NULL DEFAULT 1,
  void_reason TEXT NOT NULL DEFAULT '',
  created_by  TEXT NOT NULL,
  created_at  TEXT NOT NULL
) STRICT;
CREATE INDEX training_session_by_day ON training_session (held_on, id);

CREATE TABLE training_attendance (
  session_id INTEGER NOT NULL REFERENCES training_session (id),
  file_id    INTEGER NOT NULL REFERENCES cadre_file (id),
  mark       TEXT NOT NULL CHECK (mark IN ('invited', 'present', 'leave', 'absent')),
  note       TEXT NOT NULL DEFAULT '',
  -- The item of class 0508 in which this attendance stands.
  item_id    INTEGER REFERENCES item (id),
  PRIMARY KEY (session_id, file_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX training_attendance_of ON training_attendance (file_id, session_id);

CREATE TABLE training_material (
  id         INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES training_session (id),
  position   INTEGER NOT NULL,
  name       TEXT NOT NULL,
  must_read  INTEGER NOT NULL CHECK (must_read IN (0, 1)),
  UNIQUE (session_id, position)
) STRICT;

CREATE TABLE training_reading (
  material_id INTEGER NOT NULL REFERENCES training_material (id),
  file_id     INTEGER NOT NULL REFERENCES cadre_file (id),
  read_on     TEXT NOT NULL,
  noted_by    TEXT NOT NULL,
  PRIMARY KEY (material_id, file_id)
) STRICT, WITHOUT ROWID;
