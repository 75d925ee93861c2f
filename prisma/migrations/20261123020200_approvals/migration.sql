-- Four eyes: whom a key was issued to, what waits for a second person, and which schedules one has agreed to.
-- Locks: ACCESS EXCLUSIVE on api_key and schedule for a moment (nullable columns, nothing is rewritten). The value of the
-- enum comes first and is not used here: it may not be, in the transaction that adds it.

-- AlterEnum
ALTER TYPE "campaign_status" ADD VALUE IF NOT EXISTS 'awaiting_approval' BEFORE 'scheduled';

-- AlterTable
ALTER TABLE "api_key" ADD COLUMN "person_id" BIGINT;

-- AlterTable
ALTER TABLE "schedule" ADD COLUMN "approved_by" TEXT;

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "submitted_by" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "recipients" INTEGER NOT NULL,
    "schedule" JSONB,
    "confirm_repeat" BOOLEAN NOT NULL,
    "comment" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decision_comment" TEXT,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "approval_campaign_id_idx" ON "approval"("campaign_id");

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "approval"
  ADD CONSTRAINT "approval_state" CHECK (state IN ('pending', 'approved', 'rejected', 'withdrawn')),
  ADD CONSTRAINT "approval_says_who" CHECK ((state = 'pending') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL));
-- One question about a campaign at a time.
CREATE UNIQUE INDEX "approval_pending_uq" ON "approval" ("campaign_id") WHERE state = 'pending';
