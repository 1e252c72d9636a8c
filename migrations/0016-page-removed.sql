-- A page taken back to the tray: what the program read of it goes with it and is read anew; a person's correction stays and
-- holds the page.
CREATE TRIGGER page_forgets_reading BEFORE DELETE ON page
BEGIN
  DELETE FROM ocr_task WHERE page_id = old.id;
  DELETE FROM machine_reading WHERE page_id = old.id;
END;
