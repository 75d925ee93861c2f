-- Since when nothing is known to have wanted a file: what nothing names for long goes. Files of before begin to wait now.
-- Locks: ACCESS EXCLUSIVE on file for a moment (a default that is one value for all rows: they are not rewritten), then SHARE
-- while a table of a few thousand rows at most is indexed.
ALTER TABLE "file" ADD COLUMN "wanted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE INDEX "file_wanted_at_idx" ON "file"("wanted_at");
