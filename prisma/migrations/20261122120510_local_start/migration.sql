-- The same local time for each recipient.
-- Locks: ACCESS EXCLUSIVE on run for a moment (the column is nullable and rewrites nothing).

-- AlterTable
ALTER TABLE "run" ADD COLUMN "local_start" TEXT;
