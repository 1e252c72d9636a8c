-- 目标值 of completeness and balance, in per cent; one row a figure. What was set before is in the audit.
CREATE TABLE balance_target (
  figure  TEXT PRIMARY KEY CHECK (figure IN ('complete', 'punctual', 'organisation', 'conclusions', 'masses', 'imaged')),
  percent INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 100),
  set_by  TEXT NOT NULL,
  set_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
