/** Imported before everything else: no file of this program is ever readable by another user of the machine. */
process.umask(0o077);
