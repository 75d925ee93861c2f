-- What a key may send to at most, and by whose limits a schedule and a run go.
-- Locks: ACCESS EXCLUSIVE on api_key, schedule and run for a moment (a nullable column, constant defaults: nothing is
-- rewritten).

-- AlterTable
ALTER TABLE "api_key" ADD COLUMN "limits" JSONB;

-- AlterTable
ALTER TABLE "schedule" ADD COLUMN "limited_by" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "run" ADD COLUMN "limited_by" TEXT[] DEFAULT ARRAY[]::TEXT[];
