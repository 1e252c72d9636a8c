-- Templates of forms that an office put in place of the shipped ones; body NULL: the shipped one again. Nothing is removed.
CREATE TABLE form_template (
  form       TEXT NOT NULL,
  version    INTEGER NOT NULL,
  body       BLOB,
  reason     TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (form, version)
) STRICT;
