-- 制度库: the rules that the office goes by. None is deleted: a repealed one keeps its dates and what took its place.
CREATE TABLE regulation (
  id              INTEGER PRIMARY KEY,
  title           TEXT NOT NULL,
  issuer          TEXT NOT NULL,
  document_number TEXT NOT NULL,
  in_force_from   TEXT NOT NULL,
  repealed_on     TEXT NOT NULL,
  successor_id    INTEGER REFERENCES regulation (id),
  -- JSON array of class codes that go by it.
  classes         TEXT NOT NULL,
  body            TEXT NOT NULL,
  -- Title, issuer, number and body, folded as search folds them.
  folded          TEXT NOT NULL,
  revision        INTEGER NOT NULL DEFAULT 1,
  changed_at      TEXT NOT NULL,
  changed_by      TEXT NOT NULL
) STRICT;
CREATE TRIGGER regulation_kept BEFORE DELETE ON regulation
BEGIN SELECT RAISE(ABORT, 'regulations are repealed, never deleted'); END;
