-- 文字识别. One row of page_text holds for a page: typed (came with the scans), machine (read here), person (corrected).
CREATE TABLE page_text_anew (
  page_id INTEGER PRIMARY KEY REFERENCES page (id),
  text    TEXT NOT NULL,
  source  TEXT NOT NULL CHECK (source IN ('typed', 'machine', 'person')),
  at      TEXT NOT NULL,
  by_name TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO page_text_anew (page_id, text, source, at) SELECT page_id, text, source, at FROM page_text;
DROP TABLE page_text;
ALTER TABLE page_text_anew RENAME TO page_text;

-- What the machine read, kept beside whatever holds: lines with place and certainty, as JSON.
CREATE TABLE machine_reading (
  page_id    INTEGER PRIMARY KEY REFERENCES page (id),
  engine     TEXT NOT NULL,
  at         TEXT NOT NULL,
  width      INTEGER NOT NULL,
  height     INTEGER NOT NULL,
  tilt       REAL NOT NULL,
  turns      INTEGER NOT NULL,
  confidence REAL NOT NULL,
  lines      TEXT NOT NULL
) STRICT;

-- Every correction stays; the last one holds. Lines as they were corrected, with their places.
CREATE TABLE text_correction (
  id      INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES page (id),
  lines   TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT;
CREATE INDEX text_correction_of ON text_correction (page_id, id);

-- One task a page. waiting, read, person (needs one, with the reason), settled (a person has seen to it), failed, typed.
CREATE TABLE ocr_task (
  page_id      INTEGER PRIMARY KEY REFERENCES page (id),
  item_id      INTEGER NOT NULL REFERENCES item (id),
  secrecy_rank INTEGER NOT NULL,
  state        TEXT NOT NULL DEFAULT 'waiting'
               CHECK (state IN ('waiting', 'read', 'person', 'settled', 'failed', 'typed')),
  -- Higher comes first: what somebody looks at.
  priority     INTEGER NOT NULL DEFAULT 0,
  reason       TEXT NOT NULL DEFAULT '',
  -- Begun and not ended: a page that brings the program down is not tried for ever.
  attempts     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX ocr_task_next ON ocr_task (state, priority DESC, page_id);
CREATE INDEX ocr_task_counts ON ocr_task (secrecy_rank, state);
CREATE INDEX ocr_task_of_item ON ocr_task (item_id);
INSERT INTO ocr_task (page_id, item_id, secrecy_rank, state)
  SELECT g.id, g.item_id, i.secrecy_rank,
    CASE t.source WHEN 'typed' THEN 'typed' WHEN 'machine' THEN 'read' ELSE 'waiting' END
  FROM page g JOIN item i ON i.id = g.item_id LEFT JOIN page_text t ON t.page_id = g.id;

CREATE TRIGGER ocr_task_of_new_page AFTER INSERT ON page
BEGIN
  INSERT INTO ocr_task (page_id, item_id, secrecy_rank)
    SELECT new.id, id, secrecy_rank FROM item WHERE id = new.item_id;
END;
CREATE TRIGGER ocr_task_follows_page AFTER UPDATE OF item_id ON page WHEN old.item_id <> new.item_id
BEGIN
  UPDATE ocr_task SET item_id = new.item_id, secrecy_rank = (SELECT secrecy_rank FROM item WHERE id = new.item_id)
    WHERE page_id = new.id;
END;
CREATE TRIGGER ocr_task_follows_secrecy AFTER UPDATE OF secrecy_rank ON item
  WHEN old.secrecy_rank <> new.secrecy_rank
BEGIN
  UPDATE ocr_task SET secrecy_rank = new.secrecy_rank WHERE item_id = new.id;
END;
-- Another picture: places and certainty are those of the old one.
CREATE TRIGGER ocr_task_of_new_picture AFTER UPDATE OF scan_id, page_index, display_blob ON page
BEGIN
  UPDATE ocr_task SET state = 'waiting', reason = '', attempts = 0
    WHERE page_id = new.id AND state IN ('read', 'person', 'failed');
END;
CREATE TRIGGER ocr_task_of_text AFTER INSERT ON page_text
BEGIN
  UPDATE ocr_task SET state = CASE new.source WHEN 'typed' THEN 'typed' WHEN 'person' THEN 'settled' ELSE 'read' END
    WHERE page_id = new.page_id AND state = 'waiting';
END;
CREATE TRIGGER ocr_task_of_other_text AFTER UPDATE OF source ON page_text WHEN new.source = 'typed'
BEGIN
  UPDATE ocr_task SET state = 'typed', reason = '' WHERE page_id = new.page_id;
END;

INSERT INTO setting (key, value) VALUES ('ocrPace', 'steady');
