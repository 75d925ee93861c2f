-- The figures of large runs, counted from their rows now and then, all parts of a report in one snapshot.
-- Locks: only new objects are made; the foreign keys take SHARE ROW EXCLUSIVE on run for a moment.

-- CreateTable
CREATE TABLE "run_report" (
    "run_id" UUID NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "next_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_report_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "run_report_part" (
    "run_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "run_report_part_pkey" PRIMARY KEY ("run_id","part")
);

-- AddForeignKey
ALTER TABLE "run_report" ADD CONSTRAINT "run_report_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_report_part" ADD CONSTRAINT "run_report_part_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run_report"("run_id") ON DELETE CASCADE ON UPDATE CASCADE;
