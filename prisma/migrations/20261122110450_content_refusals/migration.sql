-- Refusals of a run's text that came one after another, for every process alike.
-- Locks: only a new table.

-- CreateTable
CREATE TABLE "content_refusal" (
    "run_id" UUID NOT NULL,
    "codes" TEXT NOT NULL,
    "in_a_row" SMALLINT NOT NULL DEFAULT 1,
    "sent_count" INTEGER NOT NULL,

    CONSTRAINT "content_refusal_pkey" PRIMARY KEY ("run_id")
);
