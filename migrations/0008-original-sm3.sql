-- SM3 of the plain bytes, taken when every page of the scan was looked through; a transfer bundle's second manifest needs it,
-- and taking it then costs more than all the rest of sealing.
ALTER TABLE blob ADD COLUMN sm3 BLOB CHECK (sm3 IS NULL OR length(sm3) = 32);
