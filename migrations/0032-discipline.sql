-- 违反纪律的类别 of a measure (六项纪律). A decision often names several; none where nobody noted it.
CREATE TABLE measure_discipline (
  measure_id INTEGER NOT NULL REFERENCES measure (id),
  discipline TEXT NOT NULL CHECK (discipline IN ('political', 'organisational', 'integrity', 'mass', 'work', 'life')),
  PRIMARY KEY (measure_id, discipline)
) STRICT, WITHOUT ROWID;
