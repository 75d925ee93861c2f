-- Days of the production calendar that somebody here has set: holidays of the company, days that were transferred.
-- Locks: none; a new table.

-- CreateTable
CREATE TABLE "production_day" (
    "date" DATE NOT NULL,
    "is_worked" BOOLEAN NOT NULL,
    "note" TEXT,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "production_day_pkey" PRIMARY KEY ("date")
);
