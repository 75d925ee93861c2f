-- Late joiners: until `open_until` a run takes in people who come to be named by its audience after it was frozen.
--
-- Locks: ACCESS EXCLUSIVE on campaign and run for a moment (columns without a default, or with a constant one, rewrite
-- nothing; the CHECK is not validated, since no row can break it). SHARE on run while the index is built, of which no
-- row is part yet: a run is a row per sending, so that is milliseconds.
ALTER TABLE "campaign" ADD COLUMN "late_joiners" JSONB;

ALTER TABLE "run" ADD COLUMN "open_until" TIMESTAMPTZ(3),
ADD COLUMN "join_limit" INTEGER,
ADD COLUMN "joined" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "next_join_at" TIMESTAMPTZ(3),
ADD COLUMN "join_looked_at" TIMESTAMPTZ(3),
ADD COLUMN "join_trouble" TEXT,
ADD COLUMN "join_trouble_reason" TEXT;

ALTER TABLE "run" ADD CONSTRAINT "run_joined_within_limit" CHECK (
  (open_until IS NULL) = (join_limit IS NULL) AND joined BETWEEN 0 AND coalesce(join_limit, 0)
  AND (join_trouble IS NULL) = (join_trouble_reason IS NULL)) NOT VALID;

-- Runs that may take somebody in; looked at every second.
CREATE INDEX "run_open_until_ix" ON "run" ("open_until") WHERE status = 'running' AND open_until IS NOT NULL;
