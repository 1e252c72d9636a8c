-- 照片 of a cadre, encrypted under the key of the file. One that was replaced or taken away stays, with when.
CREATE TABLE person_photo (
  id         INTEGER PRIMARY KEY,
  person_id  INTEGER NOT NULL REFERENCES person (id),
  blob_id    TEXT NOT NULL REFERENCES blob (id),
  added_at   TEXT NOT NULL,
  added_by   TEXT NOT NULL,
  removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX person_photo_shown ON person_photo (person_id) WHERE removed_at IS NULL;
CREATE TRIGGER person_photo_kept BEFORE DELETE ON person_photo
BEGIN SELECT RAISE(ABORT, 'photos are taken away, never deleted'); END;
