-- Pages of one volume that are or look the same, found when they were looked at; the decision about a pair is in page_pair.
CREATE TABLE page_alike (
  first_id  INTEGER NOT NULL REFERENCES page (id),
  second_id INTEGER NOT NULL REFERENCES page (id),
  -- The very same bytes.
  identical INTEGER NOT NULL CHECK (identical IN (0, 1)),
  bits      INTEGER NOT NULL,
  PRIMARY KEY (first_id, second_id),
  CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_alike_second ON page_alike (second_id);

-- Pages looked at before have no pairs yet: all are looked at again.
DELETE FROM page_quality;
