-- Follow-ups: messages of a run after the announcement, each with a text of its own.
-- Locks: SHARE ROW EXCLUSIVE on run and content_version for a moment (foreign keys from a table that is empty), ACCESS
-- EXCLUSIVE on content_version for a moment (a column with a constant default, a CHECK that is not validated since no row
-- can break it, and an index over its few rows). SHARE on delivery while its index is built anew: sends and their
-- outcomes wait meanwhile, about half a second per million rows.

-- CreateTable
CREATE TABLE "run_step" (
    "run_id" UUID NOT NULL,
    "step" SMALLINT NOT NULL,
    "who" TEXT NOT NULL,
    "content_version_id" UUID NOT NULL,
    "operation_id" UUID,
    "reason" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_step_pkey" PRIMARY KEY ("run_id","step")
);

-- AddForeignKey
ALTER TABLE "run_step" ADD CONSTRAINT "run_step_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_step" ADD CONSTRAINT "run_step_content_version_id_fkey" FOREIGN KEY ("content_version_id") REFERENCES "content_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "run_step"
  ADD CONSTRAINT "run_step_number" CHECK (step >= 1),
  ADD CONSTRAINT "run_step_who" CHECK (who IN ('unread', 'unacknowledged', 'everyone'));

-- Follow-ups of an operation that is followed, or was cancelled.
CREATE INDEX "run_step_operation_ix" ON "run_step" ("operation_id") WHERE operation_id IS NOT NULL;

-- Each step has a numbering of its own: the versions of the announcement stay 1, 2, 3.
ALTER TABLE "content_version" ADD COLUMN "step" SMALLINT NOT NULL DEFAULT 0;
DROP INDEX "content_version_campaign_id_number_key";
CREATE UNIQUE INDEX "content_version_campaign_id_step_number_key" ON "content_version"("campaign_id", "step", "number");
-- A reminder is about what the run says at that time, however often that was changed before.
ALTER TABLE "content_version"
  DROP CONSTRAINT "content_version_substance",
  ADD CONSTRAINT "content_version_substance" CHECK (substance >= 0 AND (step > 0 OR substance <= number)) NOT VALID;

-- Figures count people, that is step 0, from this index alone.
DROP INDEX "delivery_run_state_ix";
CREATE INDEX "delivery_run_state_ix" ON "delivery"("run_id", "state", "id", "step");
