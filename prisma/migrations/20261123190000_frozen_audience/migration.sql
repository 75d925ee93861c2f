-- The people whom somebody has confirmed, kept for every run of a schedule that sends to them and to nobody else.
-- Locks: ACCESS EXCLUSIVE on campaign, run and schedule for a moment each (nullable columns and a constant default rewrite
-- nothing; the columns of the new keys are empty). The other objects are new.

-- CreateTable
CREATE TABLE "frozen_audience" (
    "id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "frozen_audience_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "frozen_people" (
    "frozen_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "included_by" TEXT NOT NULL,
    "excluded_by" TEXT,
    "is_repeated" BOOLEAN NOT NULL,
    "skip_reason" TEXT,
    "recipient_ids" BIGINT[],

    CONSTRAINT "frozen_people_pkey" PRIMARY KEY ("frozen_id","place")
);

-- CreateIndex
CREATE INDEX "frozen_audience_campaign_id_idx" ON "frozen_audience"("campaign_id");

-- AddForeignKey
ALTER TABLE "frozen_audience" ADD CONSTRAINT "frozen_audience_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "frozen_people" ADD CONSTRAINT "frozen_people_frozen_id_fkey" FOREIGN KEY ("frozen_id") REFERENCES "frozen_audience"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "campaign" ADD COLUMN "frozen_id" UUID;

-- AlterTable
ALTER TABLE "run" ADD COLUMN "frozen_id" UUID;

-- AddForeignKey
-- RESTRICT: a run that lost its people would resolve its rules anew, for people whom nobody has confirmed.
ALTER TABLE "run" ADD CONSTRAINT "run_frozen_id_fkey" FOREIGN KEY ("frozen_id") REFERENCES "frozen_audience"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_frozen_id_fkey" FOREIGN KEY ("frozen_id") REFERENCES "frozen_audience"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "schedule" ADD COLUMN "audience_mode" TEXT NOT NULL DEFAULT 'fresh';
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_audience_mode" CHECK (audience_mode IN ('fresh', 'frozen'));
