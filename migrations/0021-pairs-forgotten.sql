-- A page taken back to the tray is no half of a pair, and what was said of its picture goes with it; the audit chain keeps both.
CREATE TRIGGER page_forgets_pairs BEFORE DELETE ON page
BEGIN
  DELETE FROM page_alike WHERE first_id = old.id;
  DELETE FROM page_alike WHERE second_id = old.id;
  DELETE FROM page_pair WHERE first_id = old.id OR second_id = old.id;
  DELETE FROM quality_acceptance WHERE page_id = old.id;
END;
