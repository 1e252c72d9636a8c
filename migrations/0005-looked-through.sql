-- 1: every pixel of the page was decoded and judged (damaged, blank). A page broken off before that, filed from the tray or
-- received from another unit is looked through by the next import.
ALTER TABLE page ADD COLUMN looked_through INTEGER NOT NULL DEFAULT 0 CHECK (looked_through IN (0, 1));
CREATE INDEX page_not_looked_through ON page (id) WHERE looked_through = 0;
-- An import asks for each file whether one of its size is there already.
CREATE INDEX blob_by_size ON blob (size);
-- A list leaves out what lies above the reader's clearance by this index, and need not look at every item for it.
CREATE INDEX item_by_secrecy ON item (secrecy_rank, id);
