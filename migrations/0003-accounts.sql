-- Accounts belong to persons; passwords age; the security policy has versions; the content key has generations.

-- Identity number of the holder: one person counts once, under whatever account. Empty: not registered.
ALTER TABLE account ADD COLUMN id_number TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN password_changed_at TEXT NOT NULL DEFAULT '';
UPDATE account SET password_changed_at = created_at;

-- 安全策略; without a row the preset of a 秘密 machine holds as version 1.
CREATE TABLE security_policy (
  version    INTEGER PRIMARY KEY CHECK (version > 1),
  level      TEXT NOT NULL CHECK (level IN ('internal', 'secret', 'confidential', 'top-secret')),
  -- JSON of the rules.
  body       TEXT NOT NULL,
  reason     TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT;

-- contentKeyGeneration: which generation of the content key wraps the rows of file_key.
-- renewalDueSince: when the content key was taken from somebody and has not been renewed since; empty: none is due.
INSERT INTO setting (key, value) VALUES ('contentKeyGeneration', '1'), ('renewalDueSince', '');
