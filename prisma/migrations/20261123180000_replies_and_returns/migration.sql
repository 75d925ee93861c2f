-- How a follow-up comes: as a message of its own or as a reply to the announcement, and what it does about people who are
-- away; and of which announcements the messenger has said that nobody can reply to them any more.
-- Locks: ACCESS EXCLUSIVE on run_step for a moment (two columns with constant defaults, CHECKs over its few rows); SHARE ROW
-- EXCLUSIVE on delivery for a moment (a foreign key from a table that is empty), which waits for writers and keeps no reader.

-- AlterTable
ALTER TABLE "run_step" ADD COLUMN "form" TEXT NOT NULL DEFAULT 'message',
ADD COLUMN "when_away" TEXT NOT NULL DEFAULT 'skip';

-- CreateTable
CREATE TABLE "lost_parent" (
    "delivery_id" BIGINT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lost_parent_pkey" PRIMARY KEY ("delivery_id")
);

-- AddForeignKey
ALTER TABLE "lost_parent" ADD CONSTRAINT "lost_parent_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "run_step"
  ADD CONSTRAINT "run_step_form" CHECK (form IN ('message', 'reply')),
  ADD CONSTRAINT "run_step_when_away" CHECK (when_away IN ('skip', 'hold'));
