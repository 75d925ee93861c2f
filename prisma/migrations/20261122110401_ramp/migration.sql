-- The canary wave: some people first, then a sample, then everybody.
-- Locks: ACCESS EXCLUSIVE on campaign, run and delivery for a moment (constant defaults rewrite nothing; the CHECKs are
-- not validated, since no row can break them). SHARE on delivery while the index is built, which holds no row yet: sends
-- and their outcomes wait meanwhile, about half a second per million rows.

-- AlterTable
ALTER TABLE "campaign" ADD COLUMN "ramp" JSONB;

-- AlterTable
ALTER TABLE "run" ADD COLUMN "ramp" JSONB,
ADD COLUMN "ramp_wave" SMALLINT;

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN "wave" SMALLINT NOT NULL DEFAULT 0;

ALTER TABLE "run" ADD CONSTRAINT "run_ramp_wave" CHECK (ramp_wave IS NULL OR (ramp IS NOT NULL AND ramp_wave IN (1, 2))) NOT VALID;
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_wave" CHECK (wave BETWEEN 0 AND 2) NOT VALID;

-- A thousand rows of a run at most: while a wave is open nothing else is looked at.
CREATE INDEX "delivery_wave_ix" ON "delivery" ("run_id", "wave", "available_at", "id") WHERE wave > 0;
