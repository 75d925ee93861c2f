-- When a campaign starts: schedules and what became of each of their occurrences.
-- Locks: ACCESS EXCLUSIVE on campaign for a moment (the columns are nullable and rewrite nothing). The value of the enum
-- comes first and is not used here: it may not be, in the transaction that adds it.

-- AlterEnum
ALTER TYPE "campaign_status" ADD VALUE IF NOT EXISTS 'scheduled' BEFORE 'running';

-- AlterTable
ALTER TABLE "campaign" ADD COLUMN "starts_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "schedule" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "rule" JSONB,
    "on_missed" TEXT NOT NULL,
    "late_minutes" INTEGER NOT NULL,
    "overlap" TEXT NOT NULL,
    "bound_percent" INTEGER,
    "max_recipients" INTEGER,
    "confirm_repeat" BOOLEAN NOT NULL,
    "confirmed_count" INTEGER NOT NULL,
    "confirmed_digest" TEXT NOT NULL,
    "expires_after_s" INTEGER,
    "requested_by" TEXT NOT NULL,
    "is_paused" BOOLEAN NOT NULL DEFAULT false,
    "starts_from" TIMESTAMPTZ(3) NOT NULL,
    "evaluated_until" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "zone_data" TEXT NOT NULL,
    "problem" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule_occurrence" (
    "schedule_id" UUID NOT NULL,
    "local_key" TEXT NOT NULL,
    "fires_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "run_id" UUID,
    "decided_by" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedule_occurrence_pkey" PRIMARY KEY ("schedule_id","local_key")
);

-- CreateIndex
CREATE INDEX "schedule_campaign_id_idx" ON "schedule"("campaign_id");

-- CreateIndex
CREATE INDEX "schedule_occurrence_fires_at_idx" ON "schedule_occurrence"("fires_at");

-- AddForeignKey
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule_occurrence" ADD CONSTRAINT "schedule_occurrence_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "schedule"
  ADD CONSTRAINT "schedule_kind" CHECK (kind IN ('now', 'once', 'recurring') AND (kind = 'now') = (rule IS NULL)),
  ADD CONSTRAINT "schedule_on_missed" CHECK (on_missed IN ('skip', 'late', 'ask') AND late_minutes BETWEEN 0 AND 10080),
  ADD CONSTRAINT "schedule_overlap" CHECK (overlap IN ('skip', 'wait')),
  ADD CONSTRAINT "schedule_end" CHECK ((ended_at IS NULL) = (end_reason IS NULL));
ALTER TABLE "schedule_occurrence"
  ADD CONSTRAINT "schedule_occurrence_outcome" CHECK (outcome IN ('launched', 'missed', 'skipped', 'waiting', 'asking')),
  ADD CONSTRAINT "schedule_occurrence_run" CHECK ((outcome = 'launched') = (run_id IS NOT NULL)),
  ADD CONSTRAINT "schedule_occurrence_says_why" CHECK (outcome IN ('launched') OR reason IS NOT NULL);

-- One schedule of a campaign at a time.
CREATE UNIQUE INDEX "schedule_live_uq" ON "schedule" ("campaign_id") WHERE ended_at IS NULL;
CREATE INDEX "schedule_due_ix" ON "schedule" ("due_at") WHERE ended_at IS NULL;
-- At most one occurrence of a schedule is open: it waits for the run before it, or for somebody's word.
CREATE UNIQUE INDEX "schedule_occurrence_open_uq" ON "schedule_occurrence" ("schedule_id") WHERE outcome IN ('waiting', 'asking');
