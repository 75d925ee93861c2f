-- Who has confirmed a message, and which answer they chose.
-- Locks: SHARE ROW EXCLUSIVE on delivery for a moment (a foreign key from a table that is empty); no row is read.

-- CreateTable
CREATE TABLE "acknowledgement" (
    "delivery_id" BIGINT NOT NULL,
    "sender_id" UUID NOT NULL,
    "choice" TEXT NOT NULL,
    "content_version_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "event_id" BIGINT NOT NULL,
    "acked_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "shown_at" TIMESTAMPTZ(3),
    "next_show_at" TIMESTAMPTZ(3),
    "show_tries" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "acknowledgement_pkey" PRIMARY KEY ("delivery_id")
);

-- AddForeignKey
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Messages that are still to show that they were confirmed; change this and takeToShow together.
CREATE INDEX "acknowledgement_to_show_ix" ON "acknowledgement" ("sender_id", "next_show_at") WHERE next_show_at IS NOT NULL;

ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_source" CHECK (source IN ('click'));
