-- What a look at the picture of a page found goes with the page, as what was read of it does.
CREATE TRIGGER page_forgets_quality BEFORE DELETE ON page
BEGIN
  DELETE FROM page_quality WHERE page_id = old.id;
END;
