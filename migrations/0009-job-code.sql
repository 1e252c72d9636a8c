-- With which code an unfinished job ended, so that the command line can tell bad data from a full disk by its exit code.
ALTER TABLE job ADD COLUMN code TEXT;
