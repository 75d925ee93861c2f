-- Notices that people get however many they have had that day.
-- Locks: ACCESS EXCLUSIVE on campaign and run for a moment; a constant default rewrites nothing.

-- AlterTable
ALTER TABLE "campaign" ADD COLUMN "is_mandatory" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "run" ADD COLUMN "is_mandatory" BOOLEAN NOT NULL DEFAULT false;
