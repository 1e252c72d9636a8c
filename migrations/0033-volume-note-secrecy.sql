-- A line of the 备考表 may name material: it is as secret as what it names. Lines made before are judged by the titles and
-- numbers that stand in them.
ALTER TABLE volume_note ADD COLUMN secrecy_rank INTEGER NOT NULL DEFAULT 0 CHECK (secrecy_rank BETWEEN 0 AND 3);
UPDATE volume_note SET secrecy_rank = coalesce(
  (SELECT max(i.secrecy_rank) FROM item i WHERE i.file_id = volume_note.file_id
     AND (instr(volume_note.text, i.title) > 0 OR instr(volume_note.text, coalesce(i.archival_code, i.title)) > 0)), 0);
