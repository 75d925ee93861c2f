-- Follow-ups that go to managers: each of them gets one message about those of theirs who have not done what was asked.
-- Locks: ACCESS EXCLUSIVE on run_step for a moment (a column with a constant default), SHARE ROW EXCLUSIVE on it for a
-- moment (a foreign key from a table that is empty).

-- AlterTable
ALTER TABLE "run_step" ADD COLUMN "is_digest" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "digest_person" (
    "run_id" UUID NOT NULL,
    "step" SMALLINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "manager_id" BIGINT,
    "trouble" TEXT,

    CONSTRAINT "digest_person_pkey" PRIMARY KEY ("run_id","step","person_id")
);

-- CreateIndex
CREATE INDEX "digest_person_run_id_step_manager_id_idx" ON "digest_person"("run_id", "step", "manager_id");

-- AddForeignKey
ALTER TABLE "digest_person" ADD CONSTRAINT "digest_person_run_id_step_fkey" FOREIGN KEY ("run_id", "step") REFERENCES "run_step"("run_id", "step") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Nobody is dropped in silence: there is a manager, or what is the matter.
ALTER TABLE "digest_person" ADD CONSTRAINT "digest_person_told" CHECK ((manager_id IS NULL) <> (trouble IS NULL));
