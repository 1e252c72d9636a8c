-- 密级变更: 拟定 → 审核 → 批准 by three persons; what an item bore before stays readable.

-- 解密条件或事件, where the term is no number of years.
ALTER TABLE item ADD COLUMN secrecy_event TEXT NOT NULL DEFAULT '';

CREATE TABLE secrecy_change (
  id            INTEGER PRIMARY KEY,
  item_id       INTEGER NOT NULL REFERENCES item (id),
  kind          TEXT NOT NULL CHECK (kind IN ('change', 'declassify')),
  from_secrecy  TEXT NOT NULL,
  from_years    INTEGER NOT NULL,
  from_event    TEXT NOT NULL,
  to_secrecy    TEXT NOT NULL,
  to_years      INTEGER NOT NULL,
  to_event      TEXT NOT NULL,
  -- The higher of both: who is not cleared for it does not see the change.
  secrecy_rank  INTEGER NOT NULL CHECK (secrecy_rank BETWEEN 0 AND 3),
  reason        TEXT NOT NULL,
  basis         TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('proposed', 'reviewed', 'approved', 'rejected', 'withdrawn')),
  proposed_by   INTEGER NOT NULL REFERENCES account (id),
  proposed_at   TEXT NOT NULL,
  reviewed_by   INTEGER REFERENCES account (id),
  reviewed_at   TEXT,
  review_note   TEXT NOT NULL DEFAULT '',
  decided_by    INTEGER REFERENCES account (id),
  decided_at    TEXT,
  decision_note TEXT NOT NULL DEFAULT '',
  CHECK (reviewed_by IS NULL OR reviewed_by <> proposed_by),
  CHECK (decided_by IS NULL OR (decided_by <> proposed_by AND decided_by <> coalesce(reviewed_by, -1))),
  CHECK (state <> 'approved' OR (reviewed_by IS NOT NULL AND decided_by IS NOT NULL))
) STRICT;
CREATE INDEX secrecy_change_of ON secrecy_change (item_id, id);
CREATE INDEX secrecy_change_by_state ON secrecy_change (state, id);
CREATE UNIQUE INDEX secrecy_one_open ON secrecy_change (item_id) WHERE state IN ('proposed', 'reviewed');

-- Seals ask for each recorded blob whether it is still as it was taken in.
CREATE INDEX blob_intake_of ON blob_intake (blob_id);
