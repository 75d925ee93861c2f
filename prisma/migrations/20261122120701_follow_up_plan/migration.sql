-- The ladder of a campaign: which follow-ups come by themselves, and when.
-- Locks: SHARE ROW EXCLUSIVE on campaign for a moment (a foreign key from a table that is empty), ACCESS EXCLUSIVE on
-- run_step for a moment (columns without a default, and an index over its few rows).

-- CreateTable
CREATE TABLE "follow_up_plan" (
    "campaign_id" UUID NOT NULL,
    "rungs" JSONB NOT NULL,
    "deadline_at" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "follow_up_plan_pkey" PRIMARY KEY ("campaign_id")
);

-- AddForeignKey
ALTER TABLE "follow_up_plan" ADD CONSTRAINT "follow_up_plan_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "follow_up_plan" ADD CONSTRAINT "follow_up_plan_rungs" CHECK (jsonb_array_length(rungs) BETWEEN 1 AND 5);

-- AlterTable
ALTER TABLE "run_step" ADD COLUMN "rung" SMALLINT,
ADD COLUMN "deadline_at" TIMESTAMPTZ(3);

-- Each rung of a ladder is climbed once, whoever tries.
CREATE UNIQUE INDEX "run_step_rung_uq" ON "run_step" ("run_id", "rung") WHERE rung IS NOT NULL;
